using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>Reads and decides what the reports over a period have in common.</summary>
public sealed class PeriodRequests(TemplateAccess access, UsageReader usage, RecordedSince since, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>The parameter that names a time zone.</summary>
    internal static readonly ZoneParameter ZoneName = new("timezone", "The time zone of days, weeks and months; without it they are those of the offset of start_time.");

    /// <summary>The parameters that all of them have.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
        [.. AskedPeriod.Parameters, .. TemplateSelection.Parameters, ZoneName, .. UsageFilter.Parameters];

    /// <summary>Reads the parameters that all of them have, and those of the report itself, and then decides.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readOthers">Reads the report's own parameters.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">400 for parameters that are wrong, 404 for templates that the caller may not view.</exception>
    internal async Task<PeriodRequest> ReadAsync(HttpRequest request, Action<RequestQuery> readOthers, CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var selection = TemplateSelection.Read(query);
        var zone = query.TimeZone(ZoneName);
        var filter = UsageFilter.Read(query, request);
        readOthers(query);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        period.DemandNotTooLong();
        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        return new PeriodRequest(period, zone, filter, selection, visible, templates, await since.StampAsync(request, templates, filter, cancellationToken));
    }

    /// <summary>The same for a report on persons: it is of the days of which they are known.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readOthers">Reads the report's own parameters.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">400, 404 as there; 403: people are not named.</exception>
    internal async Task<PeriodRequest> ReadOfPeopleAsync(HttpRequest request, Action<RequestQuery> readOthers, CancellationToken cancellationToken) =>
        await privacy.DemandPeopleAsync(await ReadAsync(request, readOthers, cancellationToken), cancellationToken);
}
