using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>The users of the catalog, as signing in needs them.</summary>
internal sealed class UserDirectory
{
    /// <summary>The status, as Coder calls it, of who may not sign in for now.</summary>
    private const string Suspended = "suspended";

    private readonly IReadOnlyDictionary<Guid, User> _users;
    private readonly ILookup<string, User> _bySubject;
    private readonly ILookup<Guid, Guid> _groups;

    private UserDirectory(IReadOnlyDictionary<Guid, User> users, IReadOnlyDictionary<Guid, Group> groups)
    {
        _users = users;
        _bySubject = users.Values.Where(user => user.OidcSubject.Length > 0 && user.DeletedAt is null)
            .ToLookup(user => user.OidcSubject, StringComparer.Ordinal);
        _groups = groups.Values.SelectMany(group => group.Members, (group, member) => (member, group.Id))
            .ToLookup(pair => pair.member, pair => pair.Id);
    }

    public static async Task<UserDirectory> ReadAsync(CatalogTable catalog, CancellationToken cancellationToken)
    {
        var users = catalog.GetUsersAsync(cancellationToken);
        var groups = catalog.GetGroupsAsync(cancellationToken);
        await Task.WhenAll(users, groups);
        return new(await users, await groups);
    }

    /// <summary>A user; null when the catalog has none of the id.</summary>
    public User? Find(Guid id) => _users.GetValueOrDefault(id);

    /// <summary>The users whom an issuer names so. Two are one too many: it cannot be told who signs in.</summary>
    public IEnumerable<User> OfSubject(string subject) => _bySubject[subject];

    /// <summary>The groups of a user. Its organizations count as groups of all their members, as in Coder.</summary>
    public IReadOnlySet<Guid> GroupsOf(User user) => new HashSet<Guid>([.. _groups[user.Id], .. user.OrganizationIds]);

    /// <summary>Whether a user may sign in: it is neither deleted nor suspended.</summary>
    public static bool IsActive(User user) =>
        user.DeletedAt is null && !(user.Statuses.Count > 0 && user.Statuses[^1].Status == Suspended);
}
