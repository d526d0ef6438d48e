using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Adoption;

/// <summary>Who began, stayed and left.</summary>
/// <param name="Total">All templates together.</param>
/// <param name="Templates">Those with usage in range or in the 30 days that end with it, ascending.</param>
/// <param name="Days">The days of the range.</param>
/// <param name="Weeks">The weeks of the range.</param>
/// <param name="Cohorts">The weeks of the range, by who began in them.</param>
/// <param name="Users">Who used which templates in range: those of one template, ascending.</param>
public sealed record AdoptionReport(
    AdoptionFigures Total,
    IReadOnlyList<(Guid TemplateId, AdoptionFigures Figures)> Templates,
    IReadOnlyList<AdoptionDay> Days,
    IReadOnlyList<AdoptionWeek> Weeks,
    IReadOnlyList<Cohort> Cohorts,
    IReadOnlyDictionary<Guid, IReadOnlySet<Guid>> Users)
{
    /// <summary>The report, made by a scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="first">Since when usage is looked at: from the first that is kept on, for who is new is seen by it.</param>
    /// <param name="calendar">The days and weeks of the range.</param>
    /// <param name="recordedSince">Since when anything is recorded; null for never.</param>
    internal static PendingReport<AdoptionReport> In(ReportScan scan, HalfHour first, AdoptionCalendar calendar, DateTimeOffset? recordedSince)
    {
        var (days, weeks) = (new SlotIndex(calendar.Days), new SlotIndex(calendar.Weeks));
        Guid[] templates = [];
        return scan.Add(
            new ReportRange(first, calendar.Range.End),
            all =>
            {
                templates = all;
                return new UseVisitor(calendar, days, weeks);
            },
            (visitor, _) => visitor.Users,
            shares => Of([.. shares.SelectMany(share => share)], templates, calendar, weeks, recordedSince));
    }

    private static AdoptionReport Of(UserUse[] users, Guid[] templates, AdoptionCalendar calendar, SlotIndex weeks, DateTimeOffset? recordedSince)
    {
        var recorded = calendar.Days.Index().Where(day => day.Item.End > recordedSince).Select(day => day.Index).TakeLast(AdoptionCalendar.Month).ToArray();
        var byTemplate = users.SelectMany(user => user.Templates).ToLookup(use => use.Template, use => (use.Days, use.IsInRange));
        return new AdoptionReport(
            FiguresOf([.. users.Select(user => (user.Days(), user.IsInRange))], calendar, recorded),
            [
                .. templates.Index()
                    .Select(template => (template.Item, FiguresOf([.. byTemplate[template.Index]], calendar, recorded)))
                    .Where(template => template.Item2 is { Active: > 0 } or { Monthly: > 0 }),
            ],
            DaysOf([.. users.Select(user => user.Days())], calendar),
            WeeksOf(users, calendar, weeks),
            CohortsOf(users, calendar, weeks),
            templates.Index().ToDictionary(
                template => template.Item,
                IReadOnlySet<Guid> (template) => users.Where(user => user.Templates.Any(use => use.Template == template.Index && use.IsInRange)).Select(user => user.Id).ToHashSet()));
    }

    private static AdoptionFigures FiguresOf((SlotBits Days, bool IsInRange)[] users, AdoptionCalendar calendar, int[] recorded) => new(
        users.Count(user => user.IsInRange),
        recorded.Length == 0 ? 0 : (double)recorded.Sum(day => users.Count(user => user.Days[day])) / recorded.Length,
        users.Count(user => IsActive(user.Days, calendar.Days.Count - 1, AdoptionCalendar.Week)),
        users.Count(user => IsActive(user.Days, calendar.Days.Count - 1, AdoptionCalendar.Month)));

    private static AdoptionDay[] DaysOf(SlotBits[] users, AdoptionCalendar calendar)
    {
        var (daily, weekly, monthly) = (new int[calendar.Days.Count], new int[calendar.Days.Count], new int[calendar.Days.Count]);
        foreach (var user in users)
        {
            var last = -AdoptionCalendar.Month;
            for (var day = 0; day < daily.Length; day++)
            {
                last = user[day] ? day : last;
                daily[day] += day == last ? 1 : 0;
                weekly[day] += day - last < AdoptionCalendar.Week ? 1 : 0;
                monthly[day] += day - last < AdoptionCalendar.Month ? 1 : 0;
            }
        }

        return
        [
            .. Enumerable.Range(calendar.FirstDay, calendar.Days.Count - calendar.FirstDay)
                .Select(day => new AdoptionDay(calendar.Days[day], daily[day], weekly[day], monthly[day])),
        ];
    }

    private static AdoptionWeek[] WeeksOf(UserUse[] users, AdoptionCalendar calendar, SlotIndex weeks) =>
    [
        .. Enumerable.Range(1, calendar.Weeks.Count - 1).Select(week => new AdoptionWeek(
            calendar.Weeks[week],
            users.Count(user => user.Weeks[week]),
            users.Count(user => weeks.Of(user.First) == week),
            users.Count(user => user.Weeks[week] && !user.Weeks[week - 1] && weeks.Of(user.First) != week),
            users.Count(user => user.Weeks[week - 1] && !user.Weeks[week]))),
    ];

    private static Cohort[] CohortsOf(UserUse[] users, AdoptionCalendar calendar, SlotIndex weeks)
    {
        var cohorts = users.ToLookup(user => weeks.Of(user.First));
        return
        [
            .. Enumerable.Range(1, calendar.Weeks.Count - 1).Select(week => new Cohort(
                calendar.Weeks[week],
                [.. Enumerable.Range(week, calendar.Weeks.Count - week).Select(later => cohorts[week].Count(user => user.Weeks[later]))])),
        ];
    }

    private static bool IsActive(SlotBits days, int last, int count)
    {
        for (var day = last; day > last - count; day--)
        {
            if (days[day])
            {
                return true;
            }
        }

        return false;
    }
}
