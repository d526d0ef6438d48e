using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights.Self;

/// <summary>Reads everything that is stored of one user.</summary>
public sealed class OwnDataReader(
    PersonalUsage usage,
    BuildReader builds,
    CatalogCache catalog,
    AccessDirectory directory,
    OwnAccessReader access,
    OwnReveals reveals,
    ErasureTable erasures,
    IOptions<UsageOptions> options,
    TimeProvider clock)
{
    /// <summary>All of it.</summary>
    /// <param name="named">The decision to show the user.</param>
    /// <param name="caller">Who asks, and for himself.</param>
    /// <param name="user">The user.</param>
    /// <param name="templates">Every template that there is usage or a build of.</param>
    /// <param name="lease">Where room is taken for what is held until it is answered.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">404: the catalog does not know the user any more.</exception>
    internal async Task<OwnData> ReadAsync(
        NamedPeople named, Caller caller, Guid user, IReadOnlyCollection<Guid> templates, ReportLease lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = (await catalog.GetUsersAsync(named, cancellationToken)).GetValueOrDefault(user) ?? throw ApiException.NotFound();
        var organizations = await directory.GetOrganizationsAsync(cancellationToken);
        Group[] groups = [.. (await catalog.GetGroupsAsync(cancellationToken)).Values.Where(group => group.Members.Contains(user)).OrderBy(group => group.Id)];
        var withAccess = caller.Kind == CallerKind.SignIn || caller.MayManage;
        var credentials = withAccess ? await access.CredentialsAsync(person, cancellationToken) : default;
        return new OwnData(
            now,
            new(
                person.Id,
                person.Username,
                person.Name,
                person.AvatarUrl,
                person.OidcSubject,
                person.CreatedAt,
                person.KnownSince,
                person.SubjectSince,
                person.SubjectConfirmed,
                person.IsSystem,
                person.SystemTurns,
                person.LastDeletion?.At,
                [.. person.Statuses.Select(change => new OwnData.StatusEntry(change.At, UserStatusName.Of(change.Status)))]),
            [
                .. person.OrganizationIds.Select(id => organizations.GetValueOrDefault(id) is { } known
                    ? new OwnData.OrganizationEntry(id, known.Name, known.DisplayName)
                    : new OwnData.OrganizationEntry(id, "", "")),
            ],
            [.. groups.Select(group => new OwnData.GroupEntry(group.Id, group.Name, group.DisplayName, group.OrganizationId))],
            await UsageAsync(named, user, templates, lease, cancellationToken),
            await BuildsAsync(named, user, templates, lease, cancellationToken),
            [
                .. (await erasures.GetAsync(cancellationToken)).Where(erasure => erasure.User == user)
                    .Select(erasure => new OwnData.Erasure(erasure.Id, erasure.RequestedAt, erasure.CompletedAt)),
            ],
            await reveals.FindAsync(caller, user, cancellationToken),
            withAccess ? await access.RolesAsync(person, cancellationToken) : null,
            withAccess ? await access.ListsAsync(person, new HashSet<Guid>([.. groups.Select(group => group.Id), .. person.OrganizationIds]), cancellationToken) : null,
            credentials.Tokens,
            credentials.Sessions,
            withAccess ? await access.AuditAsync(person, cancellationToken) : null);
    }

    /// <summary>What he used, by half-hour and template.</summary>
    /// <exception cref="ApiException">413, 503: there is no memory for it.</exception>
    internal async Task<IReadOnlyList<OwnHalfHour>> UsageAsync(
        NamedPeople named, Guid user, IReadOnlyCollection<Guid> templates, ReportLease lease, CancellationToken cancellationToken)
    {
        var (now, own) = (clock.GetUtcNow(), new List<OwnHalfHour>());
        var all = new ReportRange(HalfHour.FirstOf(options.Value.FirstDay(now)), HalfHour.AtOrAfter(now + UsageOptions.ClockTolerance));
        await usage.VisitAsync(
            named,
            user,
            templates,
            all,
            (template, segment, bucket) =>
            {
                lease.Take(OwnHalfHour.MemorySize);
                own.Add(OwnHalfHour.Of(template, segment, bucket));
            },
            cancellationToken);
        own.Sort((one, other) => (one.StartTime, one.TemplateId).CompareTo((other.StartTime, other.TemplateId)));
        return own;
    }

    /// <summary>The builds of his workspaces.</summary>
    internal async Task<IReadOnlyList<OwnData.Build>> BuildsAsync(
        NamedPeople named, Guid user, IReadOnlyCollection<Guid> templates, ReportLease lease, CancellationToken cancellationToken)
    {
        var own = new List<OwnData.Build>();
        await foreach (var build in builds.OfOwnerAsync(named, user, templates, cancellationToken))
        {
            lease.Take(OwnHalfHour.MemorySize + build.Parameters.Sum(parameter => 2L * (parameter.Name.Length + parameter.Value.Length)));
            own.Add(new(
                build.Id,
                build.WorkspaceId,
                build.WorkspaceName,
                build.TemplateId,
                build.TemplateVersionId,
                build.BuildNumber,
                build.CreatedAt,
                build.Transition is { } transition ? Words.Of(transition) : null,
                build.JobStatus is { } status ? Words.Of(status) : null,
                build.CompletedAt,
                build.DailyCost,
                [.. build.Parameters.Select(parameter => new OwnData.Parameter(parameter.Name, parameter.Value))]));
        }

        own.Sort((one, other) => (one.CreatedAt, one.Id).CompareTo((other.CreatedAt, other.Id)));
        return own;
    }
}
