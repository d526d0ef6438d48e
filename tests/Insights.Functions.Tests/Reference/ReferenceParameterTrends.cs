using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/parameters</c>.</summary>
public static class ReferenceParameterTrends
{
    public static JsonObject Report(ReferenceQuery query, Given given)
    {
        ArgumentNullException.ThrowIfNull(query);
        var slots = Slots(query);
        var all = Values(ReferenceParameters.LatestBuilds(given, query), given);
        var ofSlots = slots.Select(slot => Values(ReferenceParameters.LatestBuilds(given, query, slot.Start, slot.End), given)).ToList();
        var parameters = new List<(GivenParameter Definition, bool IsDefined)>();
        foreach (var (definition, isDefined, _, _) in all.Concat(ofSlots.SelectMany(slot => slot)).Where(one => one.Value is not null))
        {
            if (!parameters.Exists(known => known.IsDefined == isDefined && ReferenceParameters.Compare(known.Definition, definition) == 0))
            {
                parameters.Add((definition, isDefined));
            }
        }

        parameters.Sort((left, right) => ReferenceParameters.Compare(left.Definition, right.Definition) is var order && order != 0
            ? order
            : right.IsDefined.CompareTo(left.IsDefined));
        var rows = parameters.ConvertAll(parameter => Row(parameter, all.FindAll(Of(parameter)), ofSlots.ConvertAll(slot => slot.FindAll(Of(parameter))), slots));
        var report = ReferencePeriod.Head(query, rows.SelectMany(row => row["template_ids"]!.AsArray()).Select(id => id!.GetValue<string>()));
        report["parameters"] = new JsonArray([.. rows]);
        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;

        static Predicate<(GivenParameter Definition, bool IsDefined, string TemplateId, string? Value)> Of((GivenParameter Definition, bool IsDefined) parameter) =>
            one => one.IsDefined == parameter.IsDefined && ReferenceParameters.Compare(one.Definition, parameter.Definition) == 0;
    }

    /// <summary>The name that a definition is asked for by again.</summary>
    public static string KeyOf(GivenParameter definition, bool isDefined)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var texts = new List<string> { definition.Name, definition.Type, definition.DisplayName, definition.Description };
        foreach (var option in definition.Options)
        {
            texts.AddRange([option.Name, option.Description, option.Value, option.Icon]);
        }

        var hashed = SHA256.HashData(Encoding.UTF8.GetBytes((isDefined ? "defined" : "undefined") + string.Concat(texts.Select(text => $" {text.Length}:{text}"))));
        return string.Concat(hashed.Take(8).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    // Every definition of every build with the value given, null for none, and every value without a definition.
    private static List<(GivenParameter Definition, bool IsDefined, string TemplateId, string? Value)> Values(List<GivenBuild> builds, Given given)
    {
        var values = new List<(GivenParameter Definition, bool IsDefined, string TemplateId, string? Value)>();
        foreach (var build in builds)
        {
            var definitions = given.VersionParameters.GetValueOrDefault(build.TemplateVersionId, []);
            foreach (var definition in definitions)
            {
                var own = build.Parameters.Where(parameter => parameter.Name == definition.Name).ToList();
                values.Add((definition, true, build.TemplateId, own.Count == 0 ? null : own[^1].Value));
            }

            foreach (var (name, value) in build.Parameters.Where(parameter => definitions.All(definition => definition.Name != parameter.Name)))
            {
                values.Add((new GivenParameter(name, "", "", "", []), false, build.TemplateId, value));
            }
        }

        return values;
    }

    private static JsonObject Row(
        (GivenParameter Definition, bool IsDefined) parameter,
        List<(GivenParameter Definition, bool IsDefined, string TemplateId, string? Value)> all,
        List<List<(GivenParameter Definition, bool IsDefined, string TemplateId, string? Value)>> ofSlots,
        List<(DateTimeOffset Start, DateTimeOffset End)> slots)
    {
        var given = all.Select(one => one.Value).OfType<string>().ToList();
        var told = given.Concat(ofSlots.SelectMany(slot => slot).Select(one => one.Value).OfType<string>()).Distinct()
            .Order(Comparer<string>.Create(Wire.CompareText)).ToList();
        var row = new JsonObject
        {
            ["template_ids"] = Wire.Ids(all.Concat(ofSlots.SelectMany(slot => slot)).Select(one => one.TemplateId)),
            ["name"] = parameter.Definition.Name,
            ["display_name"] = parameter.Definition.DisplayName,
            ["type"] = parameter.Definition.Type,
            ["description"] = ReferenceParameters.PlainText(parameter.Definition.Description),
            ["defined"] = parameter.IsDefined,
            ["key"] = KeyOf(parameter.Definition, parameter.IsDefined),
        };
        if (parameter.Definition.Options.Count > 0)
        {
            row["options"] = ReferenceParameters.Options(parameter.Definition);
        }

        row["workspaces"] = given.Count;
        row["values"] = new JsonArray([.. told.Select(value =>
        {
            var count = given.Count(other => other == value);
            var item = new JsonObject { ["value"] = value, ["count"] = count };
            if (given.Count > 0)
            {
                item["share"] = Wire.Rounded((double)count / given.Count);
            }

            return item;
        })]);
        if (parameter.Definition.Options.Where(option => !told.Contains(option.Value)).ToList() is { Count: > 0 } unused)
        {
            row["unused_options"] = new JsonArray([.. unused.Select(option => new JsonObject { ["name"] = option.Name, ["value"] = option.Value })]);
        }

        if ((!parameter.IsDefined || parameter.Definition.Type == "number") && given.Count > 0 && given.TrueForAll(value => Number(value) is not null))
        {
            var numbers = given.ConvertAll(value => Number(value)!.Value);
            row["distribution"] = new JsonObject
            {
                ["min"] = numbers.Min(),
                ["p25"] = Percentile.Continuous(numbers, 0.25),
                ["p50"] = Percentile.Continuous(numbers, 0.5),
                ["p75"] = Percentile.Continuous(numbers, 0.75),
                ["p95"] = Percentile.Continuous(numbers, 0.95),
                ["max"] = numbers.Max(),
            };
        }

        row["slots"] = new JsonArray([.. slots.Select((slot, index) => new JsonObject
        {
            ["start_time"] = Wire.Time(slot.Start),
            ["end_time"] = Wire.Time(slot.End),
            ["workspaces"] = ofSlots[index].Count(one => one.Value is not null),
            ["counts"] = new JsonArray([.. told.Select(value => JsonValue.Create(ofSlots[index].Count(one => one.Value == value)))]),
        })]);
        return row;
    }

    private static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<(DateTimeOffset Start, DateTimeOffset End)> Slots(ReferenceQuery query) => query.Interval switch
    {
        "day" => [.. ReferencePeriod.Days(query)],
        "month" => [.. ReferencePeriod.Days(query).GroupBy(day => (day.Start.Year, day.Start.Month)).Select(month => (month.First().Start, month.Last().End))],
        _ => ReferencePeriod.Parts(query, 7),
    };
}
