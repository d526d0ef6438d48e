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
        var scanned = await usage.ReadNamedAsync(named, asked.Templates, asked.Period.Range, asked.Filter, cancellationToken);
        var used = ActivityReport.Of(scanned, asked.Period.Range).Users.SelectMany(user => user.TemplateIds, (user, template) => (template, user.UserId)).ToHashSet();
        return VersionsReport.Of(await builds.AllAsync(named, asked.Templates, asked.Period.End, asked.Filter, cancellationToken), used);
    }
}
