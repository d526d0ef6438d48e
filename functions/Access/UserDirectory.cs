using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>The users of the catalog, as signing in needs them.</summary>
internal sealed class UserDirectory
{
    private readonly IReadOnlyDictionary<Guid, User> _users;
    private readonly ILookup<string, User> _bySubject;
    private readonly ILookup<Guid, Guid> _groups;

    private UserDirectory(IReadOnlyDictionary<Guid, User> users, IReadOnlyDictionary<Guid, Group> groups)
    {
        _users = users;
        _bySubject = users.Values.Where(user => user.OidcSubject.Length > 0).ToLookup(user => user.OidcSubject, StringComparer.Ordinal);
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

    /// <summary>
    /// Everybody whom an issuer names so, the deleted and the suspended too: who was thrown out is known, not a stranger.
    /// </summary>
    public IEnumerable<User> OfSubject(string subject) => _bySubject[subject];

    /// <summary>Whether somebody else, who is not deleted, has a sign-in.</summary>
    public bool HasAnother(string subject, Guid than) => _bySubject[subject].Any(user => user.Id != than && user.DeletedAt is null);

    /// <summary>The groups of a user. Its organizations count as groups of all their members, as in Coder.</summary>
    public IReadOnlySet<Guid> GroupsOf(User user) => new HashSet<Guid>([.. _groups[user.Id], .. user.OrganizationIds]);

    /// <summary>How many users there are.</summary>
    public int Count => _users.Count;

    /// <summary>All users.</summary>
    public IEnumerable<User> Users => _users.Values;
}
