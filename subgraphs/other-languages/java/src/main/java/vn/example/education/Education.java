package vn.example.education;

import com.apollographql.federation.graphqljava.Federation;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The agency: its schema, and what it answers for units. */
final class Education {
  private static final String CODE = "ED_SCHOOLS";

  static GraphQL graph() {
    var wiring = RuntimeWiring.newRuntimeWiring();
    for (String name : List.of("Date", "DateTime", "TimePeriod")) wiring.scalar(text(name));
    DataFetcher<Object> schools = environment -> schools(environment.getSource(), environment.getArgument("period"));
    DataFetcher<Object> observations = environment -> figuresOf(environment.getSource());
    DataFetcher<Object> available = environment -> available(figuresOf(environment.getSource()));
    wiring.type("Education", type -> type
        .dataFetcher("schools", schools)
        .dataFetcher("observations", observations)
        .dataFetcher("available", available));
    // The unit itself is handed down: what is asked of it needs its territory.
    wiring.type("AdministrativeUnit", type -> type.dataFetcher("education", DataFetchingEnvironment::getSource));
    wiring.type("Query", type -> type.dataFetcher("_observation", environment -> null));
    var schema = Federation.transform(sdl(), wiring.build())
        .setFederation2(true)
        .fetchEntities(environment -> environment.getArgument("representations"))
        .resolveEntityType(environment -> environment.getSchema().getObjectType("AdministrativeUnit"))
        .build();
    return GraphQL.newGraphQL(schema).build();
  }

  /** Read by one statement for all units of a request: with DataLoader, by `territoryCode`. */
  private static List<Map<String, Object>> figuresOf(Map<String, Object> unit) {
    return List.of();
  }

  private static Map<String, Object> schools(Map<String, Object> unit, String period) {
    return figuresOf(unit).stream()
        .filter(figure -> period == null || period.equals(figure.get("timePeriod")))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> absence(unit, period));
  }

  /** Where there is no figure, the answer says so and why. */
  private static Map<String, Object> absence(Map<String, Object> unit, String period) {
    var answer = new java.util.HashMap<String, Object>();
    answer.put("indicator", CODE);
    answer.put("refArea", unit.get("code"));
    answer.put("timePeriod", period);
    answer.put("recordType", "OBSERVATION");
    answer.put("unitMeasure", "SCHOOL");
    answer.put("unitMultiplier", 0);
    answer.put("obsStatus", "MISSING");
    answer.put("reasonCode", "NO_FIGURE");
    answer.put("dimensions", List.of());
    return answer;
  }

  private static List<Map<String, Object>> available(List<Map<String, Object>> figures) {
    if (figures.isEmpty()) return List.of();
    var periods = figures.stream().map(figure -> figure.get("timePeriod")).collect(Collectors.toList());
    return List.of(Map.of("indicator", CODE, "dimensions", List.of(), "periods", periods, "count", figures.size()));
  }

  private static GraphQLScalarType text(String name) {
    return GraphQLScalarType.newScalar().name(name).coercing(graphql.Scalars.GraphQLString.getCoercing()).build();
  }

  private static String sdl() {
    return List.of("shared.graphql", "schema.graphql").stream().map(Education::read).collect(Collectors.joining("\n"));
  }

  private static String read(String name) {
    try (var stream = Education.class.getResourceAsStream("/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
