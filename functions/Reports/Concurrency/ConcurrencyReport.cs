using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Concurrency;

/// <summary>How many users were active at once.</summary>
/// <param name="First">The first half-hour.</param>
/// <param name="TemplateIds">The templates with a bucket in range, ascending.</param>
/// <param name="HalfHours">Every half-hour in range.</param>
public sealed record ConcurrencyReport(HalfHour First, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<HalfHourUsers> HalfHours)
{
    /// <summary>The report over the usage of some templates in a range.</summary>
    public static ConcurrencyReport Of(IEnumerable<TemplateDay> usage, ReportRange range) => ReportScan.Of(usage, scan => In(scan, range));

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<ConcurrencyReport> In(ReportScan scan, ReportRange range) =>
        scan.Add(range, templates => new ConcurrencyVisitor(templates, range), (visitor, _) => visitor, shares => Sum(shares, range));

    /// <summary>The highest figures of the half-hours in a range.</summary>
    public ConcurrencyPeak PeakIn(ReportRange range)
    {
        var peak = default(ConcurrencyPeak);
        var end = Math.Min(range.End.Number - First.Number, HalfHours.Count);
        for (var place = Math.Max(0, range.First.Number - First.Number); place < end; place++)
        {
            var (users, minuteUsers, minute) = HalfHours[place];
            var start = new HalfHour(First.Number + place).Start;
            if (users > peak.Users)
            {
                peak = peak with { Users = users, At = start };
            }

            if (minuteUsers > peak.MinuteUsers)
            {
                peak = peak with { MinuteUsers = minuteUsers, MinuteAt = start.AddMinutes(minute) };
            }
        }

        return peak;
    }

    private static ConcurrencyReport Sum(ConcurrencyVisitor[] shares, ReportRange range)
    {
        var (all, templates) = (shares[0], shares.SelectMany(share => share.Templates).Distinct().Order());
        foreach (var share in shares.Skip(1))
        {
            all.Minutes.Add(share.Minutes);
            for (var place = 0; place < all.Users.Length; place++)
            {
                all.Users[place] += share.Users[place];
            }
        }

        return new ConcurrencyReport(range.First, [.. templates], [.. all.Users.Select((users, place) =>
        {
            var (minuteUsers, minute) = all.Minutes.Highest(place);
            return new HalfHourUsers(users, minuteUsers, minute);
        })]);
    }
}
