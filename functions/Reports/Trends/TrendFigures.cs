using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Trends;

/// <summary>A period in figures.</summary>
/// <param name="Period">The period.</param>
/// <param name="ActiveUsers">Its distinct users.</param>
/// <param name="Seconds">60 for each minute of usage; at most 30 minutes of a user's half-hour over all templates.</param>
/// <param name="Daily">The distinct users of each of its days.</param>
/// <param name="Weekly">Those of each of its weeks.</param>
/// <param name="Monthly">Those of each of its months.</param>
/// <param name="Apps">Its applications that were used: families first.</param>
/// <param name="Templates">Its templates that were used, ascending by id.</param>
public sealed record TrendFigures(
    TrendPeriod Period,
    int ActiveUsers,
    long Seconds,
    IReadOnlyList<int> Daily,
    IReadOnlyList<int> Weekly,
    IReadOnlyList<int> Monthly,
    IReadOnlyList<TrendApp> Apps,
    IReadOnlyList<TrendTemplate> Templates)
{
    /// <summary>The figures of a period over the usage of some templates, which is there for all of <see cref="TrendPeriod.Range"/>.</summary>
    public static TrendFigures Of(IEnumerable<TemplateDay> usage, TrendPeriod period, AppDirectory apps) => ReportScan.Of(usage, scan => In(scan, period, apps));

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<TrendFigures> In(ReportScan scan, TrendPeriod period, AppDirectory apps) =>
        scan.Add(period.Range, templates => new TrendVisitor(templates, apps, period), (visitor, _) => visitor.Report(), Sum);

    private static TrendFigures Sum(TrendFigures[] shares)
    {
        var sum = shares.Aggregate(Add);
        return sum with
        {
            Apps = [.. sum.Apps.Where(app => app.Seconds > 0)],
            Templates = [.. sum.Templates.Where(template => template.ActiveUsers > 0)],
        };
    }

    // The same period over two shares of the users; every application and template is there, used or not.
    private static TrendFigures Add(TrendFigures left, TrendFigures right) => new(
        left.Period,
        left.ActiveUsers + right.ActiveUsers,
        left.Seconds + right.Seconds,
        Add(left.Daily, right.Daily),
        Add(left.Weekly, right.Weekly),
        Add(left.Monthly, right.Monthly),
        [.. left.Apps.Zip(right.Apps, (one, other) => one with { Seconds = one.Seconds + other.Seconds, ActiveUsers = one.ActiveUsers + other.ActiveUsers })],
        [.. left.Templates.Zip(right.Templates, (one, other) => one with { Seconds = one.Seconds + other.Seconds, ActiveUsers = one.ActiveUsers + other.ActiveUsers })]);

    private static int[] Add(IReadOnlyList<int> left, IReadOnlyList<int> right) => [.. left.Zip(right, (one, other) => one + other)];
}
