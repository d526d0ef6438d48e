using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Reference;

/// <summary>The list <c>parameters_usage</c>.</summary>
public static class ReferenceParameters
{
    public static JsonArray Usage(Given given, ReferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(given);
        var groups = new List<Group>();
        foreach (var build in LatestBuilds(given, query))
        {
            foreach (var definition in given.VersionParameters.GetValueOrDefault(build.TemplateVersionId, []))
            {
                var group = groups.Find(known => Compare(known.Definition, definition) == 0);
                if (group is null)
                {
                    group = new Group(definition, [], []);
                    groups.Add(group);
                }

                group.TemplateIds.Add(build.TemplateId);
                group.Values.AddRange(build.Parameters.Where(given => given.Name == definition.Name).Select(given => given.Value));
            }
        }

        groups.RemoveAll(group => group.Values.Count == 0);
        groups.Sort((left, right) => Compare(left.Definition, right.Definition));
        return new JsonArray([.. groups.Select(Item)]);
    }

    public static List<GivenBuild> LatestBuilds(Given given, ReferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return LatestBuilds(given, query, query.StartTime, query.EndTime);
    }

    public static List<GivenBuild> LatestBuilds(Given given, ReferenceQuery query, DateTimeOffset start, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(query);
        var latest = new Dictionary<(string TemplateId, string WorkspaceId), GivenBuild>();
        foreach (var build in given.Builds)
        {
            var key = (build.TemplateId, build.WorkspaceId);
            if (ReferenceFilter.Counts(query, given, build.OwnerId)
                && build.CreatedAt >= start && build.CreatedAt < end
                && (query.TemplateIds.Count == 0 || query.TemplateIds.Contains(build.TemplateId))
                && (!latest.TryGetValue(key, out var known) || build.BuildNumber > known.BuildNumber))
            {
                latest[key] = build;
            }
        }

        return [.. latest.Values];
    }

    public static int Compare(GivenParameter left, GivenParameter right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = Wire.CompareTexts(
            [left.Name, left.Type, left.DisplayName, left.Description],
            [right.Name, right.Type, right.DisplayName, right.Description]);
        return order != 0 ? order : Wire.CompareTexts(Texts(left.Options), Texts(right.Options));
    }

    private static List<string> Texts(IEnumerable<GivenOption> options) =>
        [.. options.SelectMany(option => new[] { option.Name, option.Description, option.Value, option.Icon })];

    private static JsonObject Item(Group group)
    {
        var item = new JsonObject
        {
            ["template_ids"] = Wire.Ids(group.TemplateIds),
            ["display_name"] = group.Definition.DisplayName,
            ["name"] = group.Definition.Name,
            ["type"] = group.Definition.Type,
            ["description"] = PlainText(group.Definition.Description),
        };
        if (group.Definition.Options.Count > 0)
        {
            item["options"] = Options(group.Definition);
        }

        var values = new JsonArray();
        foreach (var value in group.Values.Distinct().Order(Comparer<string>.Create(Wire.CompareText)))
        {
            values.Add(new JsonObject { ["value"] = value, ["count"] = group.Values.Count(other => other == value) });
        }

        item["values"] = values;
        return item;
    }

    public static JsonArray Options(GivenParameter definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new JsonArray([.. definition.Options.Select(option => new JsonObject
        {
            ["name"] = option.Name,
            ["description"] = option.Description,
            ["value"] = option.Value,
            ["icon"] = option.Icon,
        })]);
    }

    // Of the little Markdown that scenarios have.
    public static string PlainText(string markdown)
    {
        var text = Regex.Replace(markdown, @"\[(.+?)\]\((.+?)\)", "$1 ($2)");
        return Regex.Replace(text, @"(\*\*|`)(.+?)\1", "$2").Trim();
    }

    private sealed record Group(GivenParameter Definition, HashSet<string> TemplateIds, List<string> Values);
}
