using Insights.Functions.Access;
using Insights.Functions.Catalog;

namespace Insights.Functions.Ingest;

/// <summary>What the users of a catalog, applied in their order, change about who has which sign-in. Pure.</summary>
internal sealed class SubjectChanges
{
    private readonly UserDirectory _users;
    private readonly Dictionary<Guid, (string Subject, bool Deleted)> _after = [];
    private readonly List<Change> _set = [];
    private readonly List<Change> _undeleted = [];

    private SubjectChanges(UserDirectory users) => _users = users;

    /// <summary>Each sign-in that is set, changed or taken away.</summary>
    public IReadOnlyList<Change> Set => _set;

    /// <summary>The users of whom one is.</summary>
    public IReadOnlyList<Guid> SetUsers => [.. _set.Select(change => change.User).Distinct()];

    /// <summary>Whether there is any change, the return of a deleted user included.</summary>
    public bool Any => _set.Count + _undeleted.Count > 0;

    /// <summary>What updates change about users that are known so far.</summary>
    public static SubjectChanges Of(IReadOnlyList<UserUpdate> updates, UserDirectory users)
    {
        var changes = new SubjectChanges(users);
        foreach (var (index, update) in updates.Index())
        {
            changes.Apply(index, update);
        }

        return changes;
    }

    /// <summary>The changes after all of which their users share a sign-in with another user who is not deleted.</summary>
    public IEnumerable<Change> Twins()
    {
        var holders = _users.Users.Where(user => !_after.ContainsKey(user.Id)).Select(user => (Subject: user.OidcSubject, Deleted: user.DeletedAt is not null))
            .Concat(_after.Values)
            .Where(user => user.Subject.Length > 0 && !user.Deleted)
            .CountBy(user => user.Subject, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return _set.Concat(_undeleted).Where(change =>
            _after[change.User] is { Deleted: false } after && after.Subject == change.After && holders.GetValueOrDefault(after.Subject) > 1);
    }

    private void Apply(int index, UserUpdate update)
    {
        if (!_after.TryGetValue(update.Id, out var before))
        {
            var known = _users.Find(update.Id);
            before = (known?.OidcSubject ?? "", known?.DeletedAt is not null);
        }

        var after = (Subject: update.OidcSubject ?? before.Subject, Deleted: update.Deleted ?? before.Deleted);
        _after[update.Id] = after;
        if (after.Subject != before.Subject)
        {
            _set.Add(new Change(index, update.Id, before.Subject, after.Subject, Undeletes: false));
        }
        else if (before.Deleted && !after.Deleted)
        {
            _undeleted.Add(new Change(index, update.Id, before.Subject, after.Subject, Undeletes: true));
        }
    }

    /// <summary>One change.</summary>
    /// <param name="Index">Where it stands in the request.</param>
    /// <param name="User">The user.</param>
    /// <param name="Before">The sign-in before; empty for none.</param>
    /// <param name="After">The sign-in afterwards; empty for none.</param>
    /// <param name="Undeletes">Whether it is the return of a deleted user.</param>
    public sealed record Change(int Index, Guid User, string Before, string After, bool Undeletes);
}
