using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/connection</c>.</summary>
public static class ReferenceConnection
{
    private static readonly double[] Bounds =
        [0, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000];

    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        var inRange = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds);
        var measured = inRange.Where(bucket => bucket.Median() is not null).ToList();
        var report = ReferencePeriod.Head(query, inRange.Select(bucket => bucket.TemplateId));
        Add(report, measured);
        report["days"] = new JsonArray([.. ReferencePeriod.Days(query).Select(day => Add(
            new JsonObject { ["start_time"] = Wire.Time(day.Start), ["end_time"] = Wire.Time(day.End) },
            [.. measured.Where(bucket => bucket.Start >= day.Start && bucket.End <= day.End)]))]);
        report["hours"] = new JsonArray([.. Enumerable.Range(0, 24).Select(hour => Add(
            new JsonObject { ["hour"] = hour }, [.. measured.Where(bucket => query.PeriodCalendar.Local(bucket.Start).Hour == hour)]))]);
        report["templates"] = Grouped("template_id", measured, bucket => bucket.TemplateId);
        report["organizations"] = Grouped("organization_id", measured, bucket => given.TemplateOrganizations.GetValueOrDefault(bucket.TemplateId));
        report["histogram"] = new JsonArray([.. Bounds.Select((from, cell) => new JsonObject
        {
            ["from_ms"] = from,
            ["to_ms"] = cell + 1 < Bounds.Length ? Bounds[cell + 1] : null,
            ["half_hours"] = measured.Count(bucket => bucket.Median() >= from && (cell + 1 == Bounds.Length || bucket.Median() < Bounds[cell + 1])),
        })]);
        return new JsonObject { ["report"] = report };
    }

    private static JsonArray Grouped(string name, List<ReferenceBucket> measured, Func<ReferenceBucket, string?> keyOf)
    {
        var items = new JsonArray();
        foreach (var group in measured.Where(bucket => keyOf(bucket) is not null).GroupBy(bucket => keyOf(bucket)!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            items.Add(Add(new JsonObject { [name] = group.Key }, [.. group]));
        }

        return items;
    }

    private static JsonObject Add(JsonObject item, List<ReferenceBucket> measured)
    {
        var medians = measured.Select(bucket => (double)bucket.Median()!.Value).ToList();
        item["half_hours"] = medians.Count;
        item["latency_ms"] = new JsonObject
        {
            ["p50"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.5),
            ["p95"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.95),
        };
        return item;
    }
}
