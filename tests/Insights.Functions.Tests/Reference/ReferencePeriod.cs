using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The parts of a period, and since when there is anything of it.</summary>
public static class ReferencePeriod
{
    /// <summary>The days of a period, the first and the last as long as they are in it.</summary>
    public static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Days(ReferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        for (var (start, day) = (query.StartTime, 1); start < query.EndTime; day++)
        {
            var end = query.TimeZone is null
                ? query.StartTime.AddHours(24 * day)
                : query.Calendar.StartOf(query.Calendar.DateOf(query.StartTime).AddDays(day));
            end = end < query.EndTime ? end : query.EndTime;
            yield return (query.PeriodCalendar.Local(start), query.PeriodCalendar.Local(end));
            start = end;
        }
    }

    /// <summary>Parts of some days each, the last as long as it is in the period.</summary>
    public static List<(DateTimeOffset Start, DateTimeOffset End)> Parts(ReferenceQuery query, int days) =>
        [.. Days(query).Chunk(days).Select(part => (part[0].Start, part[^1].End))];

    /// <summary>The start of the day some days before the first of a period.</summary>
    public static DateTimeOffset Before(ReferenceQuery query, int days)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.TimeZone is null
            ? query.StartTime.AddHours(-24 * days)
            : query.Calendar.StartOf(query.Calendar.DateOf(query.StartTime).AddDays(-days));
    }

    public static void AddDataSince(JsonObject answer, ReferenceQuery query, Given given)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (RecordedSince(query, given) is { } since)
        {
            answer["data_since"] = Wire.Time(since);
        }
    }

    public static JsonObject Head(ReferenceQuery query, IEnumerable<string> templateIds)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            ["start_time"] = Wire.Time(query.StartTime),
            ["end_time"] = Wire.Time(query.EndTime),
            ["template_ids"] = Wire.Ids(templateIds),
        };
    }

    /// <summary>The start of the first half-hour of which anything ever came for the templates of a query; null for none.</summary>
    public static DateTimeOffset? RecordedSince(ReferenceQuery query, Given given)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        var agent = given.AgentStats
            .Where(stat => (stat.OpenApps.Count > 0 || stat.LatencyMilliseconds > 0) && IsAsked(stat.TemplateId))
            .Select(stat => stat.CreatedAt.ToUnixTimeSeconds() / 1800);
        var app = given.AppStats
            .Where(stat => IsAsked(stat.TemplateId ?? ReferenceUsage.TemplateOfWorkspace(given, stat.WorkspaceId)))
            .Where(stat => stat.EndedAt.AddMicroseconds(-1).ToUnixTimeSeconds() / 60 >= stat.StartedAt.ToUnixTimeSeconds() / 60)
            .Select(stat => stat.StartedAt.ToUnixTimeSeconds() / 1800);
        var all = agent.Concat(app).ToList();
        return all.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(all.Min() * 1800);

        bool IsAsked(string templateId) => query.TemplateIds.Count == 0 || query.TemplateIds.Contains(templateId);
    }
}
