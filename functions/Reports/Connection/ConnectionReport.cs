using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Connection;

/// <summary>How the connections of users were.</summary>
/// <param name="TemplateIds">The templates with a bucket in range, ascending.</param>
/// <param name="All">All buckets together.</param>
/// <param name="Days">The buckets of each slot.</param>
/// <param name="Hours">Those of each hour of the day, 0 to 23, whatever the day.</param>
/// <param name="Templates">Those of each template that has any, ascending by id.</param>
/// <param name="Organizations">Those of each organization that has any, ascending by id.</param>
/// <param name="Histogram">How many lie in each cell of <see cref="LatencyHistogram"/>.</param>
public sealed record ConnectionReport(
    IReadOnlyList<Guid> TemplateIds,
    MeasuredLatency All,
    IReadOnlyList<MeasuredLatency> Days,
    IReadOnlyList<MeasuredLatency> Hours,
    IReadOnlyList<(Guid TemplateId, MeasuredLatency Latency)> Templates,
    IReadOnlyList<(Guid OrganizationId, MeasuredLatency Latency)> Organizations,
    IReadOnlyList<int> Histogram)
{
    private const int HoursOfDay = 24;

    /// <summary>The report over the usage of some templates in a range.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="range">The range.</param>
    /// <param name="days">The parts of the range that are shown one by one.</param>
    /// <param name="zone">Whose clock tells the hour: that which a half-hour begins in.</param>
    /// <param name="organizationOf">The organization of a template; null where none is known.</param>
    public static ConnectionReport Of(
        IEnumerable<TemplateDay> usage, ReportRange range, IReadOnlyList<Slot> days, TimeZoneInfo zone, Func<Guid, Guid?> organizationOf) =>
        ReportScan.Of(usage, scan => In(scan, range, days, zone, organizationOf));

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<ConnectionReport> In(
        ReportScan scan, ReportRange range, IReadOnlyList<Slot> days, TimeZoneInfo zone, Func<Guid, Guid?> organizationOf) =>
        scan.Add(range, templates => new ConnectionVisitor(templates), (visitor, _) => visitor, shares => Sum(shares, range, days, zone, organizationOf));

    private static ConnectionReport Sum(
        ConnectionVisitor[] shares, ReportRange range, IReadOnlyList<Slot> days, TimeZoneInfo zone, Func<Guid, Guid?> organizationOf)
    {
        float[] medians = [.. shares.SelectMany(share => share.Medians)];
        (int HalfHour, int Template)[] places = [.. shares.SelectMany(share => share.Places)];
        var slots = new SlotIndex(days);
        var hourOf = HoursOf(range, zone);
        var (byDay, byHour) = (Lists(days.Count), Lists(HoursOfDay));
        var (byTemplate, byOrganization) = (new Dictionary<int, List<float>>(), new Dictionary<Guid, List<float>>());
        var organizations = shares[0].AllTemplates.Select(organizationOf).ToArray();
        for (var i = 0; i < medians.Length; i++)
        {
            var (halfHour, template) = places[i];
            if (slots.Of(halfHour) is >= 0 and var day)
            {
                byDay[day].Add(medians[i]);
            }

            byHour[hourOf[halfHour - range.First.Number]].Add(medians[i]);
            ListOf(byTemplate, template).Add(medians[i]);
            if (organizations[template] is { } organization)
            {
                ListOf(byOrganization, organization).Add(medians[i]);
            }
        }

        return new ConnectionReport(
            [.. shares.SelectMany(share => share.Templates).Distinct().Order()],
            MeasuredLatency.Of(medians),
            Array.ConvertAll(byDay, MeasuredLatency.Of),
            Array.ConvertAll(byHour, MeasuredLatency.Of),
            [.. byTemplate.OrderBy(one => one.Key).Select(one => (shares[0].AllTemplates[one.Key], MeasuredLatency.Of(one.Value)))],
            [.. byOrganization.OrderBy(one => one.Key).Select(one => (one.Key, MeasuredLatency.Of(one.Value)))],
            LatencyHistogram.Of(medians));
    }

    private static byte[] HoursOf(ReportRange range, TimeZoneInfo zone)
    {
        var hours = new byte[Math.Max(0, range.End.Number - range.First.Number)];
        for (var place = 0; place < hours.Length; place++)
        {
            hours[place] = (byte)TimeZoneInfo.ConvertTime(new HalfHour(range.First.Number + place).Start, zone).Hour;
        }

        return hours;
    }

    private static List<float>[] Lists(int count)
    {
        var lists = new List<float>[count];
        for (var i = 0; i < count; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    private static List<float> ListOf<TKey>(Dictionary<TKey, List<float>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
