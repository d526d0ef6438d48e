using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Adoption;

/// <summary>Who may use some templates.</summary>
/// <param name="Templates">Those who may use each; a template of which nobody knows is not there.</param>
public sealed record Eligibility(IReadOnlyDictionary<Guid, IReadOnlySet<Guid>> Templates)
{
    /// <summary>Those who may use any of them; null where nobody knows of any.</summary>
    public IReadOnlySet<Guid>? All { get; } = Templates.Count == 0 ? null : Templates.Values.SelectMany(users => users).ToHashSet();

    /// <summary>
    /// Of each template the users on its list of use and the members of the groups there, or, where it has none, the members of its
    /// organization; of all those who were there at an instant, and neither deleted nor suspended.
    /// </summary>
    /// <param name="templates">The templates.</param>
    /// <param name="users">All users.</param>
    /// <param name="groups">All groups.</param>
    /// <param name="counts">Which users count.</param>
    /// <param name="at">The instant.</param>
    public static Eligibility Of(
        IEnumerable<Template> templates, IReadOnlyCollection<User> users, IReadOnlyCollection<Group> groups, Predicate<Guid> counts, DateTimeOffset at)
    {
        var counted = users.Where(user =>
                counts(user.Id) && !(user.CreatedAt > at) && !(user.DeletedAt <= at) && user.StatusAt(at) != UserStatus.Suspended)
            .ToArray();
        var there = counted.Select(user => user.Id).ToHashSet();
        var members = groups.SelectMany(group => group.Members, (group, member) => (Group: group.Id, User: member))
            .Concat(counted.SelectMany(user => user.OrganizationIds, (user, organization) => (Group: organization, User: user.Id)))
            .ToLookup(member => member.Group, member => member.User);
        return new Eligibility(templates
            .Select(template => (template.Id, Users: UsersOf(template, members)?.Where(there.Contains).ToHashSet()))
            .Where(template => template.Users is not null)
            .ToDictionary(template => template.Id, IReadOnlySet<Guid> (template) => template.Users!));
    }

    private static IEnumerable<Guid>? UsersOf(Template template, ILookup<Guid, Guid> members) =>
        template.UsableBy is { } list ? list.Users.Concat(list.Groups.SelectMany(group => members[group]))
        : template.OrganizationId is { } organization ? members[organization]
        : null;
}
