package vn.example.education;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** POST with JSON at /graphql; the version of the data stands beside each answer. */
public final class Server {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  public static void main(String[] arguments) throws IOException {
    var graph = Education.graph();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/graphql", exchange -> {
      Map<String, Object> asked;
      try {
        asked = JSON.readValue(exchange.getRequestBody().readNBytes(LARGEST_BODY), Map.class);
      } catch (IOException error) {
        send(exchange, 400, Map.of("errors", List.of(Map.of("message", "The body is no JSON."))));
        return;
      }
      var input = ExecutionInput.newExecutionInput(String.valueOf(asked.get("query")));
      if (asked.get("variables") instanceof Map<?, ?> variables) input.variables((Map<String, Object>) variables);
      var answer = new LinkedHashMap<>(graph.execute(input.build()).toSpecification());
      answer.put("extensions", Map.of("dataVersion", "1"));
      send(exchange, 200, answer);
    });
    server.start();
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }
}
