using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Questions to a route, made of the parameters that its description has: a new route is asked at once.</summary>
internal static class Questions
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["start_time"] = "2026-10-05T00:00:00Z",
        ["end_time"] = "2026-10-07T00:00:00Z",
        ["timezone"] = "Europe/Berlin",
        ["template_ids"] = Stats.Template.ToString(),
        ["apps"] = "vscode",
        ["hourly_rate"] = "2",
        ["search"] = "s",
        ["also"] = "2026-10-05T00:00:00Z/2026-10-06T00:00:00Z",
        ["compare"] = "2026-10-05T00:00:00Z/2026-10-06T00:00:00Z",
        ["compare_template_ids"] = Stats.Template.ToString(),
    };

    /// <summary>One with what must be there, one for each value of each choice, one for each flag, and one for each other parameter.</summary>
    public static IEnumerable<string> Of(JsonArray parameters)
    {
        var all = parameters.Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => parameter!).ToArray();
        var needed = all.Where(parameter => (bool?)parameter["required"] == true).Select(parameter => $"{Name(parameter)}={Choices(parameter)[0]}").ToArray();
        yield return string.Join('&', needed);
        foreach (var parameter in all)
        {
            foreach (var value in Choices(parameter))
            {
                yield return string.Join('&', needed.Where(one => !one.StartsWith(Name(parameter) + "=", StringComparison.Ordinal)).Append($"{Name(parameter)}={value}"));
            }
        }
    }

    private static string Name(JsonNode parameter) => (string)parameter["name"]!;

    // What is neither a choice nor known is asked in some way all the same: a refusal must not name anybody either.
    private static string[] Choices(JsonNode parameter) => parameter["schema"] is { } schema && (schema["enum"] ?? schema["items"]?["enum"]) is JsonArray choices
        ? [.. choices.Select(choice => (string)choice!)]
        : (string?)parameter["schema"]?["type"] == "boolean" ? ["true"] : [Values.GetValueOrDefault(Name(parameter), "1")];
}
