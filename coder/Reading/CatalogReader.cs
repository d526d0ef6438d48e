using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Coder.Items;

namespace Insights.Coder.Reading;

/// <summary>
/// Reads who and what there is, whole: members leave organizations and groups without a trace, so only the whole tells. A table that may
/// not be read leaves its part out.
/// </summary>
internal sealed class CatalogReader(CoderDatabase database) : ICatalog
{
    private readonly AccessReader _access = new(database);

    /// <summary>Organizations.</summary>
    public Task<List<OrganizationItem>> ReadOrganizationsAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            [Relations.Organizations],
            "select id, name, display_name from organizations order by id",
            row => new OrganizationItem(row.GetGuid(0), Fit.Name(row.GetString(1)), Fit.Name(row.TextOrEmpty(2))),
            cancellationToken);

    /// <summary>Users.</summary>
    /// <param name="withSubjects">Whether to say who they are at the issuer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<List<UserItem>> ReadUsersAsync(bool withSubjects, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        var members = (await ReadMembersAsync(cancellationToken)).ToLookup(member => member.User, member => member.Organization);
        var knowsMembers = schema.Problems(Relations.Members).Count == 0;
        var knowsStatuses = schema.Problems(Relations.StatusChanges).Count == 0;
        var knowsDeletions = schema.Problems(Relations.Deletions).Count == 0;
        var subjects = withSubjects ? await ReadSubjectsAsync(cancellationToken) : [];
        var system = schema.Has(Relations.Users, "is_system") ? "is_system" : "id = 'c42fdf75-3097-471c-8c33-fb52454d81c0'";
        return await ReadAsync(
            [Relations.Users],
            $"select id, username, name, avatar_url, status::text, created_at, deleted, {system} from users order by id",
            row => new UserItem(row.GetGuid(0), Fit.Name(row.GetString(1)))
            {
                Name = Fit.Name(row.TextOrEmpty(2)),
                AvatarUrl = Fit.Url(row.TextOrEmpty(3)),
                Status = knowsStatuses ? null : row.GetString(4),
                CreatedAt = row.GetDateTime(5),
                Deleted = row.GetBoolean(6) && !knowsDeletions ? true : null,
                IsSystem = row.GetBoolean(7),
                OidcSubject = subjects.GetValueOrDefault(row.GetGuid(0)),
                OrganizationIds = knowsMembers ? [.. members[row.GetGuid(0)]] : null,
            },
            cancellationToken);
    }

    /// <summary>Groups with their members, but for the group of everybody in an organization: an organization stands for it.</summary>
    public async Task<List<GroupItem>> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        var members = (await ReadAsync(
            [Relations.GroupMembers],
            "select group_id, user_id from group_members order by group_id, user_id",
            row => (Group: row.GetGuid(0), User: row.GetGuid(1)),
            cancellationToken)).ToLookup(member => member.Group, member => member.User);
        return await ReadAsync(
            [Relations.Groups, Relations.GroupMembers],
            "select id, name, display_name, organization_id from groups where id <> organization_id order by id",
            row => new GroupItem(row.GetGuid(0), Fit.Name(row.GetString(1)), Fit.Name(row.TextOrEmpty(2)), row.GetGuid(3), [.. members[row.GetGuid(0)]]),
            cancellationToken);
    }

    /// <summary>Templates.</summary>
    public Task<List<TemplateItem>> ReadTemplatesAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            [Relations.Templates],
            "select id, name, display_name, icon, organization_id, created_at, user_acl::text, group_acl::text from templates order by id",
            row => new TemplateItem(
                row.GetGuid(0), Fit.Name(row.GetString(1)), Fit.Name(row.TextOrEmpty(2)), Fit.Url(row.TextOrEmpty(3)), row.GetGuid(4), row.GetDateTime(5))
            {
                UseUserIds = AccessList.Of(row.TextOrEmpty(6), AccessList.Use, AccessList.Everything),
                UseGroupIds = AccessList.Of(row.TextOrEmpty(7), AccessList.Use, AccessList.Everything),
            },
            cancellationToken);

    /// <summary>Roles.</summary>
    public Task<List<UserAccess>> ReadRolesAsync(CancellationToken cancellationToken) => _access.ReadUsersAsync(cancellationToken);

    /// <summary>Lists.</summary>
    public Task<List<TemplateAccess>> ReadListsAsync(CancellationToken cancellationToken) => _access.ReadTemplatesAsync(cancellationToken);

    /// <summary>The id of the default organization, which no two deployments share; null when it cannot be read.</summary>
    public async Task<Guid?> ReadDeploymentAsync(CancellationToken cancellationToken) =>
        (await ReadAsync([Relations.Organizations], "select id from organizations where is_default", row => (Guid?)row.GetGuid(0), cancellationToken)).FirstOrDefault();

    private Task<List<(Guid User, Guid Organization)>> ReadMembersAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            [Relations.Members],
            "select user_id, organization_id from organization_members order by user_id, organization_id",
            row => (row.GetGuid(0), row.GetGuid(1)),
            cancellationToken);

    // Entra ID's own id of a user where there is one, as tokens name it; else the issuer's.
    private async Task<Dictionary<Guid, string>> ReadSubjectsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(
            [Relations.UserLinks],
            "select user_id, linked_id, claims -> 'id_token_claims' ->> 'oid' from user_links where login_type = 'oidc'",
            row => (User: row.GetGuid(0), Subject: row.TextOrEmpty(2) is { Length: > 0 } oid ? oid : SubjectOf(row.TextOrEmpty(1))),
            cancellationToken))
        .Where(link => link.Subject.Length > 0)
        .ToDictionary(link => link.User, link => link.Subject);

    // Coder writes issuer||subject.
    private static string SubjectOf(string linked) => linked.Split("||", 2) is [_, var subject] ? Fit.Name(subject) : "";

    private async Task<List<T>> ReadAsync<T>(Relation[] relations, string sql, Func<Npgsql.NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        return schema.Problems(relations).Count > 0 ? [] : await database.QueryAsync(sql, read, cancellationToken);
    }
}
