using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Trends;

/// <summary>Counts a period: what the reports of templates and the overview count, and who is active by week, by month and in each app.</summary>
internal sealed class TrendVisitor(Guid[] templates, AppDirectory apps, TrendPeriod period) : IScanVisitor
{
    private static readonly int FamilyCount = Enum.GetValues<AppFamily>().Length;

    private readonly ReportRange _range = ReportRange.Between(period.Whole.Start, period.Whole.End);
    private readonly TemplatesVisitor _templates = new(templates, apps, period.Days);
    private readonly OverviewVisitor _overview = new(templates, new SlotIndex([]));
    private readonly ActiveUsers _weeks = new(templates, period.Weeks);
    private readonly ActiveUsers _months = new(templates, period.Months);

    // The users of each family, and after them of each app.
    private readonly HashSet<int>[] _users = [.. Enumerable.Range(0, FamilyCount + apps.Apps.Count).Select(_ => new HashSet<int>())];

    public int AppOf(int template, string name) => _templates.AppOf(template, name);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        _weeks.Visit(user, halfHour, buckets);
        if (!_range.Contains(new HalfHour(halfHour)))
        {
            return;
        }

        _months.Visit(user, halfHour, buckets);
        _templates.Visit(user, halfHour, buckets);
        _overview.Visit(user, halfHour, buckets);
        foreach (var (source, index, _) in buckets)
        {
            AddUser(user, source, index);
        }
    }

    /// <summary>The figures of this share of the users.</summary>
    public TrendFigures Report()
    {
        var (report, overview) = (_templates.Report(), _overview.Report());
        return new TrendFigures(
            period,
            overview.ActiveUsers,
            overview.Seconds,
            Counts(report.Slots),
            Counts(_weeks.Report()),
            Counts(_months.Report()),
            [
                .. report.Builtin.Select(usage => new TrendApp("builtin", usage.App.Slug, usage.App.DisplayName, usage.Seconds, _users[(int)usage.App.Family].Count)),
                .. report.Apps.Select((usage, app) => new TrendApp("app", usage.App.Slug, usage.App.DisplayName, usage.Seconds, _users[FamilyCount + app].Count)),
            ],
            [.. overview.Templates.Select(template => new TrendTemplate(template.TemplateId, template.ActiveUsers, template.Seconds))]);
    }

    private static int[] Counts(IReadOnlyList<SlotUsage> slots) => [.. slots.Select(slot => slot.ActiveUsers)];

    private void AddUser(int user, ScanSource source, int bucket)
    {
        var segment = source.Segment;
        for (var i = segment.Sessions.Starts[bucket]; segment.Connected[bucket] && i < segment.Sessions.Starts[bucket + 1]; i++)
        {
            _users[(int)source.Families[segment.Sessions.Names[i]]].Add(user);
        }

        for (var i = segment.Apps.Starts[bucket]; i < segment.Apps.Starts[bucket + 1]; i++)
        {
            if (source.Apps[segment.Apps.Names[i]] is >= 0 and var app)
            {
                _users[FamilyCount + app].Add(user);
            }
        }
    }
}
