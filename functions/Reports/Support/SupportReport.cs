using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Reports.Support;

/// <summary>Who may need help, and with what.</summary>
/// <param name="TemplateIds">The templates used in the period, ascending.</param>
/// <param name="Users">Who used a template in the period or the one before, or has a workspace, ascending by id.</param>
public sealed record SupportReport(IReadOnlyList<Guid> TemplateIds, IReadOnlyList<SupportUser> Users)
{
    /// <summary>How many applications of a user are told.</summary>
    private const int MaxApps = 3;

    /// <summary>How much usage of the period before makes a fall worth telling, in seconds.</summary>
    private const long MinPrevious = 3600;

    /// <summary>How many half-hours must have been measured in each period before they are compared.</summary>
    private const int MinMeasured = 4;

    /// <summary>How many times slower, and how many milliseconds slower, a connection has become that became slower.</summary>
    private const double SlowerTimes = 1.5;
    private const double SlowerBy = 25;

    /// <summary>The report, made by a scan of the usage of both periods.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="current">The period.</param>
    /// <param name="previous">The period before, which ends where it begins; null where that is not recorded.</param>
    /// <param name="days">The days of the period.</param>
    /// <param name="apps">The applications of the templates.</param>
    /// <param name="workspaces">The workspaces of the templates at the end of the period.</param>
    /// <param name="peers">The groups in which usage is compared.</param>
    /// <param name="counts">Which owners of workspaces count.</param>
    internal static PendingReport<SupportReport> In(
        ReportScan scan,
        ReportRange current,
        ReportRange? previous,
        IReadOnlyList<Slot> days,
        AppDirectory apps,
        IReadOnlyList<WorkspaceTimeline> workspaces,
        IReadOnlyList<PeerGroup> peers,
        Predicate<Guid> counts)
    {
        var (index, before) = (new SlotIndex(days), previous ?? default);
        Guid[] templates = [];
        return scan.Add(
            new ReportRange(before.IsEmpty ? current.First : before.First, current.IsEmpty ? before.End : current.End),
            all =>
            {
                templates = all;
                return new SupportVisitor(all, apps, current, before, index);
            },
            (visitor, _) => visitor.Users,
            shares => Of(shares.SelectMany(share => share).ToDictionary(use => use.Id), templates, previous is not null, days, apps, workspaces, peers, counts));
    }

    private static SupportReport Of(
        Dictionary<Guid, SupportUse> uses,
        Guid[] templates,
        bool hasPrevious,
        IReadOnlyList<Slot> days,
        AppDirectory apps,
        IReadOnlyList<WorkspaceTimeline> workspaces,
        IReadOnlyList<PeerGroup> peers,
        Predicate<Guid> counts)
    {
        var there = workspaces.Where(workspace => workspace is { IsKnown: true, IsDeleted: false } && counts(workspace.OwnerId)).ToLookup(workspace => workspace.OwnerId);
        var medians = new PeerMedians(peers, uses.Where(use => use.Value.Minutes > 0).ToDictionary(use => use.Key, use => use.Value.Minutes * 60));
        var users = uses.Keys.Union(there.Select(owner => owner.Key)).Order()
            .Select(user => UserOf(uses.GetValueOrDefault(user) ?? new SupportUse(user), templates, [.. there[user]], medians.Of(user), hasPrevious, days, apps))
            .ToArray();
        return new SupportReport(TemplateSet.Union(users.Select(user => user.TemplateIds)), users);
    }

    private static SupportUser UserOf(
        SupportUse use, Guid[] templates, WorkspaceTimeline[] workspaces, PeerMedian? below, bool hasPrevious, IReadOnlyList<Slot> days, AppDirectory apps)
    {
        Guid[] used = [.. use.Templates.Select(template => templates[template]).Order()];
        Guid[] unused = [.. workspaces.Select(workspace => workspace.TemplateId).Distinct().Except(used).Order()];
        var (latency, before) = (LatencyOf([.. use.Medians.Select(measured => measured.Median)]), LatencyOf(use.PreviousMedians));
        var isSlower = use.Medians.Count >= MinMeasured && use.PreviousMedians.Count >= MinMeasured && latency!.Value.P50 >= SlowerFrom(before!.Value.P50);
        var hasFallen = hasPrevious && use.PreviousMinutes * 60 >= MinPrevious && use.Minutes * 2 <= use.PreviousMinutes;
        return new SupportUser
        {
            UserId = use.Id,
            TemplateIds = used,
            Seconds = use.Minutes * 60,
            PreviousSeconds = hasPrevious ? use.PreviousMinutes * 60 : null,
            Latency = latency,
            PreviousLatency = before,
            Apps =
            [
                .. use.Apps.OrderByDescending(app => app.Value).ThenBy(app => app.Key)
                    .Select(app => SupportVisitor.AppOf(app.Key, app.Value, apps)).OfType<PreferredApp>().Take(MaxApps),
            ],
            Workspaces = workspaces.Length,
            UnusedTemplateIds = unused,
            SlowerSince = isSlower ? SlowerSince(use, SlowerFrom(before!.Value.P50), days) : null,
            BelowGroup = below,
            Signals = (unused.Length > 0 ? SupportSignals.NoUsage : 0) | (hasFallen ? SupportSignals.Fell : 0)
                | (isSlower ? SupportSignals.Slower : 0) | (below is not null ? SupportSignals.BelowGroup : 0),
        };
    }

    private static double SlowerFrom(double previous) => Math.Max(previous * SlowerTimes, previous + SlowerBy);

    // Back from the last day on which anything was measured, as long as the median of each day is as slow.
    private static DateTimeOffset? SlowerSince(SupportUse use, double from, IReadOnlyList<Slot> days)
    {
        DateTimeOffset? since = null;
        foreach (var day in use.Medians.Where(measured => measured.Day >= 0).GroupBy(measured => measured.Day).OrderByDescending(day => day.Key))
        {
            if (LatencyOf([.. day.Select(measured => measured.Median)])!.Value.P50 < from)
            {
                break;
            }

            since = days[day.Key].Start;
        }

        return since;
    }

    private static (double P50, double P95)? LatencyOf(List<float> medians)
    {
        if (medians.Count == 0)
        {
            return null;
        }

        float[] sorted = [.. medians.Order()];
        return (Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.95));
    }
}
