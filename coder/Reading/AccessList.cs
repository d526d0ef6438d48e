using System.Text.Json;
using Insights.Coder.Items;

namespace Insights.Coder.Reading;

/// <summary>A list of a template as Coder stores it: ids of users or groups, and what each may do.</summary>
internal static class AccessList
{
    /// <summary>Who may do this may do everything.</summary>
    public const string Everything = "*";

    /// <summary>Who may do this may make workspaces.</summary>
    public const string Use = "use";

    /// <summary>Those who may do any of some things, ascending.</summary>
    public static IReadOnlyList<Guid> Of(string json, params string[] actions) =>
        json.Length == 0 || json == "null"
            ? []
            : [.. (JsonSerializer.Deserialize(json, ItemsJson.Default.DictionaryGuidListString) ?? []).Where(entry => entry.Value.Intersect(actions).Any()).Select(entry => entry.Key).Order()];
}
