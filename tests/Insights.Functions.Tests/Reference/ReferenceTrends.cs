using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/trends</c>.</summary>
public static class ReferenceTrends
{
    private static readonly (string Family, string Slug, string DisplayName)[] Builtin =
    [
        ("vscode", "vscode", "Visual Studio Code"), ("jetbrains", "jetbrains", "JetBrains"), ("reconnecting_pty", "reconnecting-pty", "Web Terminal"),
        ("ssh", "ssh", "SSH"), ("sftp", "sftp", "SFTP"),
    ];

    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        var months = query.Interval == "month" ? 1 : 3;
        var calendar = query.PeriodCalendar;
        var slots = new JsonArray();
        var date = calendar.DateOf(query.StartTime);
        var first = new DateOnly(date.Year, ((date.Month - 1) / months * months) + 1, 1);
        for (var month = first; calendar.StartOf(month) < query.EndTime; month = month.AddMonths(months))
        {
            var (start, end) = Cut(query, month, months);
            if (start < end)
            {
                slots.Add(Slot(query, given, buckets, start, end, [.. Enumerable.Range(0, months).Select(one => Cut(query, month.AddMonths(one), 1))]));
            }
        }

        return new JsonObject
        {
            ["report"] = new JsonObject
            {
                ["start_time"] = Wire.Time(query.StartTime),
                ["end_time"] = Wire.Time(query.EndTime),
                ["interval"] = query.Interval,
                ["slots"] = slots,
            },
        };
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Cut(ReferenceQuery query, DateOnly month, int months)
    {
        var (start, end) = (query.PeriodCalendar.StartOf(month), query.PeriodCalendar.StartOf(month.AddMonths(months)));
        return (
            query.PeriodCalendar.Local(start > query.StartTime ? start : query.StartTime),
            query.PeriodCalendar.Local(end < query.EndTime ? end : query.EndTime));
    }

    private static JsonObject Slot(
        ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset start, DateTimeOffset end, List<(DateTimeOffset Start, DateTimeOffset End)> months)
    {
        var calendar = query.PeriodCalendar;
        var recorded = ReferencePeriod.RecordedSince(query, given) ?? query.EndTime;
        var inSlot = ReferenceUsage.InRange(buckets, start, end, query.TemplateIds);
        var (days, weeks) = (new List<int>(), new List<int>());
        for (var date = calendar.DateOf(start); calendar.StartOf(date) < end; date = date.AddDays(1))
        {
            var (from, next) = (calendar.StartOf(date), calendar.StartOf(date.AddDays(1)));
            if (from >= start && from >= recorded && next <= end)
            {
                days.Add(Users(from, next));
            }

            next = calendar.StartOf(date.AddDays(7));
            if (date.DayOfWeek == DayOfWeek.Monday && from >= start && from >= recorded && next <= query.EndTime)
            {
                weeks.Add(Users(from, next));
            }
        }

        var monthly = months.Where(month => month.Start < month.End).Select(month => Users(month.Start, month.End)).ToList();
        return new JsonObject
        {
            ["start_time"] = Wire.Time(start),
            ["end_time"] = Wire.Time(end),
            ["kept"] = false,
            ["active_users"] = Distinct(inSlot),
            ["daily_active_users"] = Mean(days),
            ["weekly_active_users"] = Mean(weeks),
            ["monthly_active_users"] = Mean(monthly),
            ["stickiness"] = days.Count > 0 && monthly.Sum() > 0
                ? Math.Round((double)days.Sum() / days.Count / ((double)monthly.Sum() / monthly.Count), 4, MidpointRounding.AwayFromZero) : null,
            ["seconds"] = 60 * ReferenceUsage.CappedMinutes(inSlot, bucket => bucket.UsageMinutes().Count),
            ["apps"] = Apps(given, inSlot),
            ["templates"] = new JsonArray([.. inSlot.GroupBy(bucket => bucket.TemplateId).OrderBy(template => template.Key, StringComparer.Ordinal).Select(template => new JsonObject
            {
                ["template_id"] = template.Key,
                ["active_users"] = Distinct(template),
                ["seconds"] = 60 * template.Sum(bucket => (long)bucket.UsageMinutes().Count),
            })]),
        };

        int Users(DateTimeOffset from, DateTimeOffset to) => Distinct(ReferenceUsage.InRange(buckets, from, to, query.TemplateIds));
    }

    private static JsonArray Apps(Given given, List<ReferenceBucket> inSlot)
    {
        var apps = new JsonArray();
        foreach (var (family, slug, displayName) in Builtin)
        {
            var used = inSlot.Where(bucket => bucket.FamilyMinutes(family).Count > 0).ToList();
            if (used.Count > 0)
            {
                apps.Add(App("builtin", slug, displayName, ReferenceUsage.CappedMinutes(used, bucket => bucket.FamilyMinutes(family).Count), used));
            }
        }

        var known = ReferenceApps.KnownApps(given);
        var byApp = inSlot.SelectMany(bucket => bucket.AppNames().Where(name => known.ContainsKey((bucket.TemplateId, name))), (bucket, name) => (App: known[(bucket.TemplateId, name)], Bucket: bucket))
            .GroupBy(one => one.App, one => one.Bucket)
            .OrderBy(app => app.Key, Comparer<GivenApp>.Create((left, right) => Wire.CompareTexts([left.Slug, left.DisplayName, left.Icon], [right.Slug, right.DisplayName, right.Icon])));
        foreach (var app in byApp)
        {
            apps.Add(App("app", app.Key.Slug, app.Key.DisplayName, ReferenceUsage.CappedMinutes(app, bucket => bucket.AppMinutes(app.Key.Slug).Count), app));
        }

        return apps;
    }

    private static JsonObject App(string type, string slug, string displayName, long minutes, IEnumerable<ReferenceBucket> used) => new()
    {
        ["type"] = type,
        ["slug"] = slug,
        ["display_name"] = displayName,
        ["seconds"] = 60 * minutes,
        ["active_users"] = Distinct(used),
    };

    private static int Distinct(IEnumerable<ReferenceBucket> buckets) => buckets.Select(bucket => bucket.UserId).Distinct().Count();

    private static double? Mean(List<int> counts) => counts.Count == 0 ? null : Math.Round((double)counts.Sum() / counts.Count, 2, MidpointRounding.AwayFromZero);
}
