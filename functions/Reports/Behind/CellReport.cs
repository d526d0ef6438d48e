namespace Insights.Functions.Reports.Behind;

/// <summary>Who was active in the half-hours of a figure, or was measured in them.</summary>
internal static class CellReport
{
    /// <summary>The users, ascending by id, as one of the reports of a scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="range">The half-hours.</param>
    /// <param name="hours">Which of them count; null for all.</param>
    /// <param name="latency">Which latencies count; null where they make no difference.</param>
    public static PendingReport<IReadOnlyList<PersonBehind>> In(ReportScan scan, ReportRange range, LocalHours? hours, LatencyCell? latency) => scan.Add(
        range,
        templates => new CellVisitor(templates, hours, latency),
        (visitor, users) => visitor.Report(users),
        IReadOnlyList<PersonBehind> (shares) => [.. shares.SelectMany(share => share).OrderBy(user => user.UserId)]);
}
