using GraphQL;
using GraphQL.Federation.Resolvers;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Utilities;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Query>();
builder.Services.AddGraphQL(graph => graph
    .AddSchema(services => Schema.Build(services))
    .AddSystemTextJson()
    .AddFederation("2.9"));
var app = builder.Build();

// POST with JSON; the version of the data stands beside each answer.
app.MapPost("/graphql", async context =>
{
    var serializer = context.RequestServices.GetRequiredService<IGraphQLSerializer>();
    var executer = context.RequestServices.GetRequiredService<IDocumentExecuter>();
    GraphQLRequest? request = null;
    try { request = await serializer.ReadAsync<GraphQLRequest>(context.Request.Body, context.RequestAborted); }
    catch (System.Text.Json.JsonException) { }
    if (request is null)
    {
        context.Response.StatusCode = 400;
        await context.Response.WriteAsJsonAsync(new { errors = new[] { new { message = "The body is no JSON." } } });
        return;
    }
    var result = await executer.ExecuteAsync(options =>
    {
        options.Query = request.Query;
        options.OperationName = request.OperationName;
        options.Variables = request.Variables;
        options.RequestServices = context.RequestServices;
        // Whoever has left is not waited for.
        options.CancellationToken = context.RequestAborted;
    });
    result.Extensions = new Dictionary<string, object?> { ["dataVersion"] = "1" };
    context.Response.ContentType = "application/json";
    await serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
});
app.Run("http://localhost:8080");

static class Schema
{
    public static ISchema Build(IServiceProvider services)
    {
        var schema = new SchemaBuilder { ServiceProvider = services };
        schema.Types.Include<Query>();
        schema.Types.Include<EducationResolvers>("Education");
        schema.Types.Include<UnitResolvers>("AdministrativeUnit");
        schema.Types.For("AdministrativeUnit").ResolveReference(new UnitReference());
        return schema.Build(File.ReadAllText("shared.graphql") + "\n" + File.ReadAllText("schema.graphql"));
    }
}

/// <summary>A unit as a gateway names it.</summary>
record Unit(string Code, string TerritoryCode);

/// <summary>Every unit is answered for, known or not: its figures are absent then.</summary>
class UnitReference : IFederationResolver
{
    public bool MatchKeys(IDictionary<string, object?> representation) => true;

    public object ParseRepresentation(IComplexGraphType graphType, IDictionary<string, object?> representation) =>
        new Unit((string)representation["code"]!, (string)representation["territoryCode"]!);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context, IComplexGraphType graphType, object parsed) =>
        ValueTask.FromResult<object?>(parsed);
}

class Query
{
    [GraphQLMetadata("_observation")]
    public Dictionary<string, object?>? Observation(string id) => null;
}

class UnitResolvers
{
    public Unit Education(IResolveFieldContext context) => (Unit)context.Source!;
}

class EducationResolvers
{
    private const string Code = "ED_SCHOOLS";

    public Dictionary<string, object?> Schools(IResolveFieldContext context, string? period)
    {
        var unit = (Unit)context.Source!;
        return Figures.Of(unit).LastOrDefault(figure => period is null || Equals(figure["timePeriod"], period))
            ?? Absence(unit, period);
    }

    public IReadOnlyList<Dictionary<string, object?>> Observations(IResolveFieldContext context) =>
        Figures.Of((Unit)context.Source!);

    public IEnumerable<Dictionary<string, object?>> Available(IResolveFieldContext context)
    {
        var figures = Figures.Of((Unit)context.Source!);
        if (figures.Count == 0) return [];
        return [new() { ["indicator"] = Code, ["dimensions"] = Array.Empty<object>(), ["periods"] = figures.Select(figure => figure["timePeriod"]), ["count"] = figures.Count }];
    }

    /// <summary>Where there is no figure, the answer says so and why.</summary>
    private static Dictionary<string, object?> Absence(Unit unit, string? period) => new()
    {
        ["indicator"] = Code,
        ["refArea"] = unit.Code,
        ["timePeriod"] = period,
        ["recordType"] = "OBSERVATION",
        ["unitMeasure"] = "SCHOOL",
        ["unitMultiplier"] = 0,
        ["obsStatus"] = "MISSING",
        ["reasonCode"] = "NO_FIGURE",
        ["dimensions"] = Array.Empty<object>(),
    };
}

static class Figures
{
    /// <summary>Read by one statement for all units of a request, by territory.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Of(Unit unit) => [];
}
