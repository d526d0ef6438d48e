using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>
/// A scenario file: bodies as they are posted, and the cases that must then hold. The bodies stay JSON so that what is posted is
/// exactly what the file says.
/// </summary>
public sealed record Scenario(
    string Name,
    JsonObject Catalog,
    IReadOnlyList<JsonObject> CatalogUpdates,
    JsonArray Builds,
    JsonArray AgentStats,
    JsonArray AppStats,
    IReadOnlyList<ScenarioCase> Cases)
{
    private static readonly string[] CatalogLists = ["organizations", "users", "groups", "templates", "template_versions"];

    /// <summary>Reads a file of the folder <c>fixtures</c> beside the tests.</summary>
    public static Scenario Fixture(string name) =>
        Load(Path.Combine(AppContext.BaseDirectory, "fixtures", name + ".json"));

    public static Scenario Load(string path) => Parse(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    public static Scenario Parse(JsonObject file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var catalog = new JsonObject();
        foreach (var list in CatalogLists)
        {
            catalog[list] = file[list]?.DeepClone() ?? new JsonArray();
        }

        return new Scenario(
            file["name"]?.GetValue<string>() ?? "",
            catalog,
            [.. (file["catalog_updates"]?.AsArray() ?? []).Select(body => body!.DeepClone().AsObject())],
            List("builds"),
            List("agent_stats"),
            List("app_stats"),
            [.. (file["cases"]?.AsArray() ?? []).Select(item => ScenarioCase.Parse(item!.AsObject()))]);

        JsonArray List(string name) => file[name]?.DeepClone().AsArray() ?? [];
    }

    public JsonObject ToJson()
    {
        var file = new JsonObject { ["name"] = Name };
        foreach (var (list, items) in Catalog)
        {
            file[list] = items?.DeepClone();
        }

        file["catalog_updates"] = new JsonArray([.. CatalogUpdates.Select(body => body.DeepClone())]);
        file["builds"] = Builds.DeepClone();
        file["agent_stats"] = AgentStats.DeepClone();
        file["app_stats"] = AppStats.DeepClone();
        file["cases"] = new JsonArray([.. Cases.Select(item => item.ToJson())]);
        return file;
    }

    /// <summary>The bodies of <c>ingest/catalog</c>, to be posted in this order.</summary>
    public IEnumerable<JsonObject> CatalogBodies() => [Catalog, .. CatalogUpdates];

    /// <summary>When the body is to be posted, null for "any time". The field means nothing to the API.</summary>
    public static DateTimeOffset? ReceivedAt(JsonObject catalogBody)
    {
        ArgumentNullException.ThrowIfNull(catalogBody);
        return catalogBody["received_at"] is { } time ? GivenReader.Time(time.GetValue<string>()) : null;
    }

    /// <summary>Shifts the times of everything but the catalog, cases and their answers included.</summary>
    public Scenario ShiftWeeks(int weeks) => this with
    {
        Builds = WeekShift.Shifted(Builds, weeks),
        AgentStats = WeekShift.Shifted(AgentStats, weeks),
        AppStats = WeekShift.Shifted(AppStats, weeks),
        Cases = [.. Cases.Select(item => item with
        {
            Query = WeekShift.Shifted(item.Query, weeks),
            Expect = item.Expect is { } expect ? WeekShift.Shifted(expect, weeks) : null,
        })],
    };
}
