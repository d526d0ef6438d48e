using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/concurrency</c>.</summary>
public static class ReferenceConcurrency
{
    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var inRange = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds);
        var report = ReferencePeriod.Head(query, inRange.Select(bucket => bucket.TemplateId));
        var halfHours = HalfHours(query, inRange);
        report["users"] = Peak(query, halfHours);
        var runs = Runs(query, given, now);
        report["workspaces"] = runs is null ? null : Running(query, runs, query.StartTime, query.EndTime);
        var sections = query.AllSections.Count == 0 ? ["days", "heat_map"] : query.AllSections;
        if (sections.Contains("days"))
        {
            var days = new JsonArray();
            foreach (var (start, end) in ReferencePeriod.Days(query))
            {
                var day = new JsonObject
                {
                    ["start_time"] = Wire.Time(start),
                    ["end_time"] = Wire.Time(end),
                    ["users"] = Peak(query, [.. halfHours.Where(one => one.Start >= start && one.Start.AddMinutes(30) <= end)]),
                };
                if (runs is not null)
                {
                    day["workspaces"] = Running(query, runs, start, end);
                }

                days.Add(day);
            }

            report["days"] = days;
        }

        if (sections.Contains("heat_map"))
        {
            report["heat_map"] = HeatMap(query, ReferencePeriod.RecordedSince(query, given), halfHours);
        }

        if (sections.Contains("half_hours"))
        {
            report["half_hours"] = new JsonObject
            {
                ["start_time"] = Wire.Time(FirstHalfHour(query)),
                ["users"] = new JsonArray([.. halfHours.Select(one => JsonValue.Create(one.Users))]),
                ["minute_users"] = new JsonArray([.. halfHours.Select(one => JsonValue.Create(one.MinuteUsers))]),
            };
        }

        return new JsonObject { ["report"] = report };
    }

    /// <summary>The most distinct users of any half-hour between two instants.</summary>
    public static int PeakUsers(IEnumerable<ReferenceBucket> buckets, DateTimeOffset start, DateTimeOffset end) => buckets
        .Where(bucket => bucket.Start >= start && bucket.End <= end)
        .GroupBy(bucket => bucket.HalfHour)
        .Select(halfHour => halfHour.Select(bucket => bucket.UserId).Distinct().Count())
        .DefaultIfEmpty(0).Max();

    // Null where no build says what it does.
    private static List<ReferenceRun>? Runs(ReferenceQuery query, Given given, DateTimeOffset now)
    {
        var until = query.EndTime < now ? query.EndTime : now;
        var workspaces = ReferenceWorkspaces.Of(given, query, until);
        return workspaces.Exists(builds => builds.Exists(build => build.Transition is not null))
            ? [.. workspaces.SelectMany(builds => ReferenceWorkspaces.Runs(builds, until)).Where(run => ReferenceFilter.Counts(query, given, run.OwnerId))]
            : null;
    }

    // It can only become more when one starts.
    private static JsonObject Running(ReferenceQuery query, List<ReferenceRun> runs, DateTimeOffset start, DateTimeOffset end)
    {
        var (most, at) = (0, 0L);
        var seconds = runs.Select(run => run.Start).Append(start.ToUnixTimeSeconds()).Distinct().Order();
        foreach (var second in seconds.Where(second => second >= start.ToUnixTimeSeconds() && second < end.ToUnixTimeSeconds()))
        {
            var running = runs.Count(run => run.Start <= second && second < run.End);
            (most, at) = running > most ? (running, second) : (most, at);
        }

        return new JsonObject
        {
            ["peak"] = most,
            ["peak_at"] = most > 0 ? Wire.Time(query.PeriodCalendar.Local(DateTimeOffset.FromUnixTimeSeconds(at))) : null,
        };
    }

    private static DateTimeOffset FirstHalfHour(ReferenceQuery query) =>
        DateTimeOffset.FromUnixTimeSeconds((query.StartTime.ToUnixTimeSeconds() + 1799) / 1800 * 1800);

    private static List<HalfHour> HalfHours(ReferenceQuery query, List<ReferenceBucket> inRange)
    {
        var halfHours = new List<HalfHour>();
        for (var start = FirstHalfHour(query); start.AddMinutes(30) <= query.EndTime; start = start.AddMinutes(30))
        {
            var here = inRange.Where(bucket => bucket.Start == start).ToList();
            var (most, at) = (0, start);
            for (var minute = start; minute < start.AddMinutes(30); minute = minute.AddMinutes(1))
            {
                var number = minute.ToUnixTimeSeconds() / 60;
                var users = here.Where(bucket => bucket.UsageMinutes().Contains(number)).Select(bucket => bucket.UserId).Distinct().Count();
                if (users > most)
                {
                    (most, at) = (users, minute);
                }
            }

            halfHours.Add(new HalfHour(start, here.Select(bucket => bucket.UserId).Distinct().Count(), most, at));
        }

        return halfHours;
    }

    private static JsonObject Peak(ReferenceQuery query, List<HalfHour> halfHours)
    {
        // The first of the highest: sorting keeps the order of equals.
        var peak = halfHours.OrderByDescending(one => one.Users).FirstOrDefault();
        var minute = halfHours.OrderByDescending(one => one.MinuteUsers).FirstOrDefault();
        return new JsonObject
        {
            ["peak"] = peak?.Users ?? 0,
            ["peak_at"] = peak is { Users: > 0 } ? Wire.Time(query.PeriodCalendar.Local(peak.Start)) : null,
            ["minute_peak"] = minute?.MinuteUsers ?? 0,
            ["minute_peak_at"] = minute is { MinuteUsers: > 0 } ? Wire.Time(query.PeriodCalendar.Local(minute.MinuteAt)) : null,
        };
    }

    private static JsonArray HeatMap(ReferenceQuery query, DateTimeOffset? recorded, List<HalfHour> halfHours)
    {
        var hours = halfHours.Where(one => recorded is { } since && one.Start >= since)
            .GroupBy(one => query.PeriodCalendar.Local(one.Start) is var local ? (local.Date, local.Hour, local.Offset) : default)
            .Select(hour => (
                Weekday: hour.Key.Date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)hour.Key.Date.DayOfWeek,
                hour.Key.Hour,
                Users: hour.Max(one => one.Users),
                MinuteUsers: hour.Max(one => one.MinuteUsers)))
            .ToList();
        var cells = new JsonArray();
        for (var weekday = 1; weekday <= 7; weekday++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var here = hours.Where(one => one.Weekday == weekday && one.Hour == hour).ToList();
                cells.Add(new JsonObject
                {
                    ["weekday"] = weekday,
                    ["hour"] = hour,
                    ["hours"] = here.Count,
                    ["users"] = Level([.. here.Select(one => (double)one.Users)]),
                    ["minute_users"] = Level([.. here.Select(one => (double)one.MinuteUsers)]),
                });
            }
        }

        return cells;
    }

    private static JsonObject? Level(List<double> values) => values.Count == 0 ? null : new JsonObject
    {
        ["mean"] = values.Sum() / values.Count,
        ["p95"] = Percentile.Continuous(values, 0.95),
        ["max"] = (int)values.Max(),
    };

    private sealed record HalfHour(DateTimeOffset Start, int Users, int MinuteUsers, DateTimeOffset MinuteAt);
}
