using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights.People;

/// <summary>What the reports on people and workspaces have in common: their parameters, and who may ask for what.</summary>
public sealed class PeopleQuery(TemplateAccess access, UsageReader usage, RecordedSince since, CatalogCache catalog, TimeProvider clock)
{
    private const string NamesParameter = "names";

    /// <summary>Whether the names of people are asked for, beside the report.</summary>
    internal static bool WithNames(RequestQuery query) => query.Flag(NamesParameter);

    /// <summary>Reads the parameters of a report that has no others, and decides.</summary>
    internal async Task<PeopleRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await ReadAsync(request, _ => true, cancellationToken)).Request;

    /// <summary>Reads the parameters, and decides.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readOwn">Reads the parameters that only this report has.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<(PeopleRequest Request, T Own)> ReadAsync<T>(HttpRequest request, Func<RequestQuery, T> readOwn, CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var (start, end) = (query.Required(ReportPeriod.StartName), query.Required(ReportPeriod.EndName));
        var selection = TemplateSelection.Read(query);
        var zone = query.TimeZone("timezone");
        var withSystem = SystemUsers.AreIncluded(query);
        var own = readOwn(query);
        query.Complete();
        var now = clock.GetUtcNow();
        var period = ReportPeriod.Parse(start, end, now);
        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var asked = new PeopleRequest(
            period,
            zone,
            templates,
            visible.Listed is null,
            withSystem ? [] : await catalog.GetSystemUsersAsync(cancellationToken),
            period.End < now ? period.End : now,
            await since.StampAsync(request, templates, cancellationToken));
        return (asked, own);
    }

    /// <summary>What the users are called now.</summary>
    internal async Task<UserNames> NamesAsync(CancellationToken cancellationToken) => new(await catalog.GetUsersAsync(cancellationToken));
}
