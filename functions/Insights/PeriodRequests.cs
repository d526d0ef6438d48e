using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>Reads and decides what the reports over a period have in common.</summary>
public sealed class PeriodRequests(TemplateAccess access, UsageReader usage, RecordedSince since, TimeProvider clock)
{
    /// <summary>The parameter that names a time zone.</summary>
    public const string ZoneName = "timezone";

    /// <summary>Reads the parameters that all of them have, and those of the report itself, and then decides.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readOthers">Reads the report's own parameters.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">400 for parameters that are wrong, 404 for templates that the caller may not view.</exception>
    internal async Task<PeriodRequest> ReadAsync(HttpRequest request, Action<RequestQuery> readOthers, CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var (start, end) = (query.Required(ReportPeriod.StartName), query.Required(ReportPeriod.EndName));
        var selection = TemplateSelection.Read(query);
        var zone = query.TimeZone(ZoneName);
        var filter = UsageFilter.Read(query, request);
        readOthers(query);
        query.Complete();
        var period = ReportPeriod.Parse(start, end, clock.GetUtcNow());
        period.DemandNotTooLong();
        var visible = await access.DemandAsync(filter.Caller, selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        return new PeriodRequest(period, zone, filter, visible, templates, await since.StampAsync(request, templates, cancellationToken));
    }
}
