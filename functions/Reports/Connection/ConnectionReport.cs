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
        // The templates of an organization side by side; those of none last.
        var templates = Enumerable.Range(0, shares[0].AllTemplates.Length)
            .Select(number => (Id: shares[0].AllTemplates[number], Measured: MeasuredOf(shares, number)))
            .Where(template => template.Measured.Length > 0)
            .Select(template => (template.Id, template.Measured, Organization: organizationOf(template.Id)))
            .OrderBy(template => template.Organization is null).ThenBy(template => template.Organization).ToArray();
        var organizations = templates
            .Select((template, place) => (template.Organization, Place: place))
            .Where(template => template.Organization is not null)
            .GroupBy(template => template.Organization!.Value, template => template.Place)
            .Select(places => (Id: places.Key, First: places.First(), End: places.Last() + 1)).ToArray();
        var sum = new ConnectionSum(templates.Select(template => template.Measured));
        var (byTemplate, byOrganization, all, histogram) = sum.OfTemplates([.. organizations.Select(one => (one.First, one.End))]);
        var slots = new SlotIndex(days);
        int[] slotOf = GroupsOf(range, halfHour => slots.Of(halfHour.Number) is >= 0 and var slot ? slot : days.Count);
        int[] hourOf = GroupsOf(range, halfHour => TimeZoneInfo.ConvertTime(halfHour.Start, zone).Hour);
        return new ConnectionReport(
            [.. templates.Select(template => template.Id).Order()],
            all,
            sum.OfHalfHours(range.First, slotOf, days.Count + 1)[..days.Count],
            sum.OfHalfHours(range.First, hourOf, HoursOfDay),
            [.. templates.Select((template, place) => (template.Id, Latency: byTemplate[place])).Where(one => one.Latency.Count > 0).OrderBy(one => one.Id)],
            [.. organizations.Select((organization, place) => (organization.Id, Latency: byOrganization[place])).Where(one => one.Latency.Count > 0)],
            histogram);
    }

    private static int[] GroupsOf(ReportRange range, Func<HalfHour, int> groupOf) =>
        [.. Enumerable.Range(range.First.Number, Math.Max(0, range.End.Number - range.First.Number)).Select(halfHour => groupOf(new HalfHour(halfHour)))];

    private static MeasuredBuckets[] MeasuredOf(ConnectionVisitor[] shares, int template) =>
        [.. shares.Select(share => share.Measured[template]).OfType<MeasuredBuckets>()];
}
