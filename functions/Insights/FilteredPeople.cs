using Insights.Functions.Http;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Who the people of a filter are: the members of groups as the catalog says now.</summary>
public sealed class FilteredPeople(CatalogCache catalog)
{
    /// <summary>What of usage a filter lets through; null for all.</summary>
    /// <exception cref="ApiException">404: the caller may not ask for a group.</exception>
    internal async Task<UsageNarrowing?> NarrowingAsync(NamedPeople named, UsageFilter filter, CancellationToken cancellationToken) =>
        filter is { NarrowsPeople: false, Apps: null } ? null : new UsageNarrowing(await UsersAsync(named, filter, cancellationToken), filter.Apps);

    /// <summary>Which owners of workspaces a filter lets through; null for all.</summary>
    /// <exception cref="ApiException">404: the caller may not ask for a group.</exception>
    internal async Task<Predicate<Guid>?> PredicateAsync(NamedPeople named, UsageFilter filter, CancellationToken cancellationToken)
    {
        var users = (await UsersAsync(named, filter, cancellationToken))?.ToHashSet();
        var leftOut = filter.WithSystem ? [] : (await catalog.GetSystemUsersAsync(cancellationToken)).ToHashSet();
        return users is null && leftOut.Count == 0 ? null : user => users?.Contains(user) != false && !leftOut.Contains(user);
    }

    private async Task<IReadOnlyList<Guid>?> UsersAsync(NamedPeople named, UsageFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Groups.Count == 0)
        {
            return filter.Users.Count == 0 ? null : filter.Users;
        }

        var groups = await catalog.GetGroupsAsync(cancellationToken);
        var users = await catalog.GetUsersAsync(named, cancellationToken);
        var members = new HashSet<Guid>();
        foreach (var id in filter.Groups)
        {
            // An organization's id is that of the group of all its members.
            var group = groups.GetValueOrDefault(id);
            if (filter.Caller is not { } caller || (!caller.Groups.Contains(id) && !caller.MayViewOrganization(group is null ? id : group.OrganizationId)))
            {
                throw ApiException.NotFound();
            }

            members.UnionWith(group?.Members ?? users.Values.Where(user => user.OrganizationIds.Contains(id)).Select(user => user.Id));
        }

        return [.. (filter.Users.Count == 0 ? members : members.Intersect(filter.Users)).Order()];
    }
}
