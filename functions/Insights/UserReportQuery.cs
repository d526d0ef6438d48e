using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Usage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>What the two reports by user have in common: their parameters, the usage they are made of, and the names of users.</summary>
public sealed class UserReportQuery(TemplateAccess access, UsageReader usage, RecordedSince since, CatalogCache catalog, TimeProvider clock)
{
    /// <summary>Reads the parameters and then the usage they ask for.</summary>
    internal async Task<(ReportPeriod Period, IReadOnlyList<TemplateDay> Usage)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new RequestQuery(request.Query);
        var (start, end) = (query.Required(ReportPeriod.StartName), query.Required(ReportPeriod.EndName));
        var selection = TemplateSelection.Read(query);
        var withSystem = SystemUsers.AreIncluded(query);
        query.Complete();
        var period = ReportPeriod.Parse(start, end, clock.GetUtcNow());
        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        await since.StampAsync(request, templates, cancellationToken);
        return (period, await usage.ReadAsync(templates, period.Range, withSystem, cancellationToken));
    }

    /// <summary>The name and picture of each user; one that the catalog does not know is named by its id.</summary>
    internal async Task<Func<Guid, (string Username, string AvatarUrl)>> NamesAsync(CancellationToken cancellationToken)
    {
        var known = await catalog.GetUsersAsync(cancellationToken);
        return id => known.TryGetValue(id, out User? user) ? (user.Username, user.AvatarUrl) : (id.ToString(), "");
    }
}
