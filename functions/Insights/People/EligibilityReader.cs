using Insights.Functions.Http;
using Insights.Functions.Reports.Adoption;

namespace Insights.Functions.Insights.People;

/// <summary>Reads who may use the templates of a report.</summary>
public sealed class EligibilityReader(FilteredPeople people, CatalogCache catalog, TimeProvider clock)
{
    /// <summary>Those who may use them at the end of the period, of the people that the report is narrowed to.</summary>
    /// <exception cref="ApiException">404: the caller may not ask for a group.</exception>
    internal async Task<EligibleUsers> ReadAsync(NamedPeople named, PeriodRequest asked, CancellationToken cancellationToken)
    {
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var users = await catalog.GetUsersAsync(named, cancellationToken);
        var groups = await catalog.GetGroupsAsync(cancellationToken);
        var counts = await people.PredicateAsync(named, asked.Filter, cancellationToken) ?? (_ => true);

        // A template that nobody uses is part of the question too.
        Guid[] templates = [.. asked.Templates.Concat(asked.Visible.Listed is null ? known.Keys : []).Distinct().Order()];
        return new EligibleUsers(
            templates,
            users,
            groups,
            Eligibility.Of(templates.Where(known.ContainsKey).Select(template => known[template]), [.. users.Values], [.. groups.Values], counts, asked.Period.Until(clock.GetUtcNow())));
    }
}
