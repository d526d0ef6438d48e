using Insights.Functions.Usage;

namespace Insights.Functions.Reports.SessionApps;

/// <summary>Every session app for itself, and how often each family was opened.</summary>
/// <param name="Apps">The apps with minutes in range, by name; of those that Coder does not know the busiest, and the rest as one.</param>
/// <param name="FamilyTimesUsed">For each family the runs of adjacent half-hours in which a user used any app of it.</param>
public sealed record SessionAppsReport(IReadOnlyList<SessionAppUsage> Apps, IReadOnlyDictionary<AppFamily, long> FamilyTimesUsed)
{
    /// <summary>The name of what is not listed by its own; agents may use it for what they do not list.</summary>
    public const string Overflow = "overflow";

    /// <summary>How many apps that Coder does not know are listed.</summary>
    public const int MaxUnregistered = 20;

    /// <summary>The report over the usage of some templates in a range.</summary>
    public static SessionAppsReport Of(IEnumerable<TemplateDay> usage, ReportRange range)
    {
        var scan = new ReportScan();
        var report = In(scan, range);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<SessionAppsReport> In(ReportScan scan, ReportRange range) =>
        scan.Add(range, templates => new SessionAppsVisitor(templates), (visitor, _) => visitor, Sum);

    private static SessionAppsReport Sum(SessionAppsVisitor[] shares)
    {
        var apps = shares.SelectMany(share => share.Apps()).GroupBy(app => app.Name).Select(app => SessionAppUsage.Sum(app.Key, [.. app])).ToArray();
        var others = apps.Where(app => RegisteredApp.Find(app.Name) is null)
            .OrderBy(app => app.Name == Overflow)
            .ThenByDescending(app => app.Seconds)
            .ThenBy(app => app.Name, StringComparer.Ordinal)
            .Index()
            .ToLookup(app => app.Item.Name != Overflow && app.Index < MaxUnregistered, app => app.Item);
        return new SessionAppsReport(
            [
                .. apps.Where(app => RegisteredApp.Find(app.Name) is not null).Concat(others[true]).OrderBy(app => app.Name, Utf8Order.Comparer),
                .. others[false].Any() ? new[] { SessionAppUsage.Sum(Overflow, [.. others[false]]) } : [],
            ],
            Enum.GetValues<AppFamily>().ToDictionary(family => family, family => shares.Sum(share => share.TimesUsed(family))));
    }
}
