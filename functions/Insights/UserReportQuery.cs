using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>What the two reports by user have in common: their parameters, the scan that makes them, and the names of users.</summary>
public sealed class UserReportQuery(TemplateAccess access, UsageReader usage, RecordedSince since, ReportTags tags, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
        [.. AskedPeriod.Parameters, .. TemplateSelection.Parameters, UserNames.ParameterName, .. UsageFilter.Parameters];

    /// <summary>Reads the parameters and makes the report of the usage they ask for.</summary>
    internal async Task<(ReportPeriod Period, TReport Report, UserNames Names, bool WithNames)> ReadAsync<TReport>(
        HttpRequest request, Func<ReportScan, ReportRange, PendingReport<TReport>> reportIn, CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var selection = TemplateSelection.Read(query);
        var withNames = query.Flag(UserNames.ParameterName);
        var filter = UsageFilter.Read(query, request);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        await since.StampAsync(request, templates, filter, cancellationToken);
        filter = await tags.BeginAsync(request, filter, new(templates, period.Range) { Parts = ReportParts.Users }, cancellationToken);
        var scan = new ReportScan();
        var listed = await privacy.ListedAsync(templates, period.Range, cancellationToken);
        var report = reportIn(scan, listed);
        await usage.ScanAsync(scan, period.Range, templates, filter, cancellationToken);
        return (period, report.Value, await privacy.NamesAsync(templates, listed, cancellationToken), withNames);
    }
}
