using Insights.Functions.Reports;
using Insights.Functions.Reports.Versions;

namespace Insights.Functions.Insights.Versions;

/// <summary>Makes the report of versions.</summary>
public sealed class VersionsReader(UsageReader usage, BuildReader builds, PrivacyDoor privacy)
{
    /// <summary>The report that was asked for.</summary>
    internal async Task<IReadOnlyList<TemplateVersions>> ReadAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        var activity = await usage.ReportNamedAsync(named, asked.Templates, asked.Filter, scan => ActivityReport.In(scan, asked.Period.Range), cancellationToken);
        var used = activity.Users.SelectMany(user => user.TemplateIds, (user, template) => (template, user.UserId)).ToHashSet();
        return VersionsReport.Of(await builds.AllAsync(named, asked.Templates, asked.Period.End, asked.Filter, cancellationToken), used);
    }
}
