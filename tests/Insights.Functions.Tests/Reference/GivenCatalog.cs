using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The names and lists of a scenario's catalog: of each id what was said last.</summary>
public sealed record GivenCatalog(
    IReadOnlyDictionary<string, JsonObject> Users,
    IReadOnlyDictionary<string, JsonObject> Templates,
    IReadOnlyDictionary<string, JsonObject> Groups,
    IReadOnlyDictionary<string, JsonObject> Organizations)
{
    public static GivenCatalog Read(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new GivenCatalog(Last("users"), Last("templates"), Last("groups"), Last("organizations"));

        Dictionary<string, JsonObject> Last(string list)
        {
            var items = new Dictionary<string, JsonObject>();
            foreach (var item in scenario.CatalogBodies().SelectMany(body => body[list]?.AsArray() ?? []))
            {
                items[Guid.Parse(item!["id"]!.GetValue<string>()).ToString()] = item.AsObject();
            }

            return items;
        }
    }

    public static string Text(JsonObject? item, string field) => item?[field]?.GetValue<string>() ?? "";

    public static IEnumerable<string> Ids(JsonObject item, string list)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (item[list]?.AsArray() ?? []).Select(id => Guid.Parse(id!.GetValue<string>()).ToString());
    }

    public static string? OptionalId(JsonObject item, string field)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item[field] is { } id ? Guid.Parse(id.GetValue<string>()).ToString() : null;
    }
}
