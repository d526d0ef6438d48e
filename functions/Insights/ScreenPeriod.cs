using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>A period of some templates and what a first screen shows of it, as reports of a scan.</summary>
internal sealed class ScreenPeriod
{
    private readonly FirstScreenQuery _query;
    private readonly ReportPeriod _period;
    private readonly IReadOnlySet<string> _sections;
    private readonly PendingReport<IReadOnlyList<SlotUsage>>? _slots;
    private readonly PendingReport<OverviewReport>? _sums;
    private readonly PendingReport<LatencyReport>? _latency;
    private readonly PendingReport<LatencyReport>? _listed;

    /// <summary>Adds to a scan the reports of a period that some sections are made of.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="period">The period.</param>
    /// <param name="listed">The half-hours of it whose users are listed.</param>
    /// <param name="slots">The slots of its <c>interval_reports</c>.</param>
    /// <param name="sections">The sections.</param>
    /// <param name="apps">The applications of the templates; null where nothing is made of them.</param>
    public ScreenPeriod(
        ReportScan scan, FirstScreenQuery query, ReportPeriod period, ReportRange listed, IReadOnlyList<Slot> slots, IReadOnlySet<string> sections, AppDirectory? apps)
    {
        (_query, _period, _sections) = (query, period, sections);
        var (range, withSlots) = (period.Range, sections.Contains(FirstScreenQuery.Intervals));
        Used = apps is null ? null : TemplatesReport.In(scan, range, apps, withSlots ? slots : []);
        _slots = apps is null && withSlots ? ActiveUsersReport.In(scan, range, slots) : null;
        var (withFigures, withUsers) = (sections.Contains(FirstScreenQuery.Figures), sections.Contains(FirstScreenQuery.Users));
        _sums = withFigures ? OverviewReport.In(scan, range, []) : null;
        _latency = withFigures ? LatencyReport.In(scan, range) : null;
        _listed = !withUsers ? null : withFigures && listed == range ? _latency : LatencyReport.In(scan, listed);
        Activity = withUsers ? ActivityReport.In(scan, listed) : null;
    }

    /// <summary>How applications were used; null without them.</summary>
    public PendingReport<TemplatesReport>? Used { get; }

    /// <summary>How long each user was active; null where users are not asked for.</summary>
    public PendingReport<ActivityReport>? Activity { get; }

    /// <summary>The section <c>figures</c>.</summary>
    public ScreenFigures? Figures => _sums is null ? null : ScreenFigures.Of(_sums.Value, _latency!.Value);

    /// <summary>The section <c>interval_reports</c>.</summary>
    public IReadOnlyList<TemplatesAnswer.Interval>? Intervals => _sections.Contains(FirstScreenQuery.Intervals)
        ? TemplatesAnswer.IntervalsOf(_query.Interval, Used?.Value.Slots ?? _slots!.Value)
        : null;

    /// <summary>The section <c>report</c>.</summary>
    public TemplatesAnswer.TemplatesSection? Report(IReadOnlyList<ParameterUsage> parameters) => _sections.Contains(FirstScreenQuery.Report)
        ? TemplatesAnswer.ReportOf(_period, Used!.Value, new ListedApps(AppListing.Families, sessions: null), parameters)
        : null;

    /// <summary>The section <c>users</c>.</summary>
    public IEnumerable<FirstScreenAnswer.User> Users(UserNames names) => FirstScreenAnswer.UsersOf(Activity!.Value, _listed!.Value, names);
}
