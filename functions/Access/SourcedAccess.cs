using Insights.Functions.Storage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>
/// The door for roles and lists that a source tells: who may see something in Coder may see it here, without a second administration.
/// What was set here stays as it is until somebody gives it back. Each change is in the audit before it is made.
/// </summary>
public sealed class SourcedAccess(RoleTable roles, AclTable lists, AuditLog audit, IOptions<SourcedAccessOptions> options)
{
    private const int Parallelism = 8;

    // Sending data is a role of ours: no deployment of Coder knows it.
    private static readonly string[] SiteRoles = [Role.Owner, Role.TemplateAdmin, Role.Auditor];

    /// <summary>Whether what a source tells is followed at all.</summary>
    public bool FollowsSource => options.Value.Access == AccessOrigin.Coder;

    /// <summary>
    /// Takes over what a source tells of some users and templates, in place of what it told of them before; of others nothing changes.
    /// Roles and permissions that mean nothing here are left out. Telling the same again reads two small tables and changes nothing.
    /// </summary>
    /// <param name="told">The roles of users; one without any loses what the source gave.</param>
    /// <param name="toldLists">The lists of templates; of a longer one than fits the first <see cref="TemplateAcl.MaxEntries"/> by id.</param>
    /// <param name="actor">Who tells, for the audit.</param>
    /// <param name="cancellationToken">Ends the work: what was done until then stays.</param>
    public async Task<SourcedAccessOutcome> ApplyAsync(
        IReadOnlyCollection<UserRoles> told, IReadOnlyCollection<TemplateAcl> toldLists, AuditActor actor, CancellationToken cancellationToken)
    {
        if (!FollowsSource)
        {
            return new SourcedAccessOutcome(told.Count + toldLists.Count, Changed: 0, Kept: 0);
        }

        var knownRoles = told.Count == 0 ? null : await roles.GetAsync(cancellationToken);
        var knownLists = toldLists.Count == 0 ? null : await lists.GetAsync(cancellationToken);
        var ofRoles = await ApplyAsync(
            told.GroupBy(user => user.UserId).Select(user => Meaningful(user.Last())),
            user => RoleTable.Outcome(knownRoles!.GetValueOrDefault(user.UserId), user),
            async (user, cancel) =>
            {
                await audit.AddAsync(
                    actor, "roles.follow", user.UserId.ToString(), new(user.Site, user.Organizations), SourcedChangeJson.Default.SourcedRolesChange, cancel);
                return await roles.FollowAsync(user, cancel);
            },
            cancellationToken);
        var ofLists = await ApplyAsync(
            toldLists.GroupBy(list => list.TemplateId).Select(list => Meaningful(list.Last())),
            list => AclTable.Outcome(knownLists!.GetValueOrDefault(list.TemplateId), list),
            async (list, cancel) =>
            {
                await audit.AddAsync(
                    actor, "acl.follow", list.TemplateId.ToString(), new(list.Users, list.Groups), SourcedChangeJson.Default.SourcedListChange, cancel);
                return await lists.FollowAsync(list, cancel);
            },
            cancellationToken);
        return new SourcedAccessOutcome(told.Count + toldLists.Count, ofRoles.Changed + ofLists.Changed, ofRoles.Kept + ofLists.Kept);
    }

    private static async Task<(int Changed, int Kept)> ApplyAsync<T>(
        IEnumerable<T> told, Func<T, FollowOutcome> foresee, Func<T, CancellationToken, Task<FollowOutcome>> follow, CancellationToken cancellationToken)
    {
        var (changed, kept) = (0, 0);
        await Parallel.ForEachAsync(
            told,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (item, cancel) =>
            {
                var outcome = foresee(item) is not FollowOutcome.Changed and var known ? known : await follow(item, cancel);
                Interlocked.Add(ref changed, outcome == FollowOutcome.Changed ? 1 : 0);
                Interlocked.Add(ref kept, outcome == FollowOutcome.Kept ? 1 : 0);
            });
        return (changed, kept);
    }

    private static UserRoles Meaningful(UserRoles told) => new(
        told.UserId,
        [.. told.Site.Intersect(SiteRoles).Order(StringComparer.Ordinal)],
        told.Organizations
            .Select(organization => (organization.Key, Roles: (IReadOnlyList<string>)[.. organization.Value.Intersect(Role.Organization).Order(StringComparer.Ordinal)]))
            .Where(organization => organization.Roles.Count > 0)
            .OrderBy(organization => organization.Key)
            .ToDictionary(organization => organization.Key, organization => organization.Roles))
    {
        Origin = AccessOrigin.Coder,
    };

    private static TemplateAcl Meaningful(TemplateAcl told) =>
        new(told.TemplateId, Meaningful(told.Users), Meaningful(told.Groups)) { Origin = AccessOrigin.Coder };

    private static Dictionary<Guid, string> Meaningful(IReadOnlyDictionary<Guid, string> told) =>
        told.Where(entry => entry.Value is AclPermission.Admin or AclPermission.ViewInsights)
            .OrderBy(entry => entry.Key).Take(TemplateAcl.MaxEntries).ToDictionary();
}
