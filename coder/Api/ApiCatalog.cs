using Insights.Coder.Following;
using Insights.Coder.Items;
using Insights.Coder.Reading;

namespace Insights.Coder.Api;

/// <summary>
/// Reads who and what there is from Coder's API, as far as the token may. Groups and lists are features of a license: without one, or
/// where the token may not read them, they are left as they are.
/// </summary>
internal sealed class ApiCatalog(CoderApi api) : ICatalog
{
    private const string Admin = "admin";

    // Whom Coder has build workspaces in advance.
    public static readonly Guid Prebuilds = new("c42fdf75-3097-471c-8c33-fb52454d81c0");

    private List<OrganizationAnswer> _organizations = [];
    private List<UserAnswer> _users = [];
    private List<TemplateAnswer> _templates = [];

    /// <summary>Whether groups and lists could be read the last time; null before they were asked for.</summary>
    public bool? HasGroups { get; private set; }

    /// <summary>The users that there were the last time.</summary>
    public IEnumerable<Guid> Users => _users.Select(user => user.Id);

    /// <summary>The versions that new workspaces are built of, with their templates.</summary>
    public IEnumerable<(Guid Version, Guid Template)> ActiveVersions => _templates.Select(template => (template.ActiveVersionId, template.Id));

    /// <summary>Somebody of whom only the name is known.</summary>
    public static UserItem Person(Guid id, string name, string? picture) =>
        new(id, Fit.Name(name)) { AvatarUrl = Fit.Url(picture ?? ""), IsSystem = id == Prebuilds ? true : null };

    /// <inheritdoc/>
    public async Task<List<OrganizationItem>> ReadOrganizationsAsync(CancellationToken cancellationToken)
    {
        _organizations = await ReadAllOrganizationsAsync(cancellationToken);
        return _organizations.ConvertAll(organization => new OrganizationItem(organization.Id, Fit.Name(organization.Name), Fit.Name(organization.DisplayName ?? "")));
    }

    /// <summary>The id of the default organization; null when the token sees none.</summary>
    public async Task<Guid?> ReadDeploymentAsync(CancellationToken cancellationToken) =>
        (await ReadAllOrganizationsAsync(cancellationToken)).Find(organization => organization.IsDefault)?.Id;

    /// <summary>Users, with the status that they have now; who they are at the issuer Coder's API does not tell.</summary>
    public async Task<List<UserItem>> ReadUsersAsync(bool withSubjects, CancellationToken cancellationToken)
    {
        _users = await api.GetAllAsync("users", "", ApiJson.Default.UsersAnswer, page => page.Users, user => user.Id, afterId: true, cancellationToken);
        return _users.ConvertAll(user => Person(user.Id, user.Username, user.AvatarUrl) with
        {
            Name = Fit.Name(user.Name ?? ""),
            Status = user.Status,
            CreatedAt = user.CreatedAt.UtcDateTime,
            OrganizationIds = [.. (user.OrganizationIds ?? []).Order()],
        });
    }

    /// <inheritdoc/>
    public async Task<List<GroupItem>> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        var groups = await api.FindAsync("groups", "", ApiJson.Default.ListGroupAnswer, cancellationToken);
        HasGroups = groups is not null;

        // Where not all of its members may be seen, what is known of a group is better than a part of it.
        return [.. (groups ?? [])
            .Where(group => group.Id != group.OrganizationId && (group.Members?.Count ?? 0) >= group.TotalMemberCount)
            .Select(group => new GroupItem(
                group.Id, Fit.Name(group.Name), Fit.Name(group.DisplayName ?? ""), group.OrganizationId, [.. (group.Members ?? []).Select(member => member.Id).Order()]))];
    }

    /// <inheritdoc/>
    public async Task<List<TemplateItem>> ReadTemplatesAsync(CancellationToken cancellationToken)
    {
        _templates = await api.GetAsync("templates", "", ApiJson.Default.ListTemplateAnswer, cancellationToken);

        // Older versions of Coder do not list those that are deleted.
        var deleted = await api.FindAsync("templates", "q=deleted%3Atrue", ApiJson.Default.ListTemplateAnswer, cancellationToken) ?? [];
        return [.. _templates.Concat(deleted).DistinctBy(template => template.Id).Select(template => new TemplateItem(
            template.Id,
            Fit.Name(template.Name),
            Fit.Name(template.DisplayName ?? ""),
            Fit.Url(template.Icon ?? ""),
            template.OrganizationId,
            template.CreatedAt.UtcDateTime))];
    }

    /// <inheritdoc/>
    public async Task<List<UserAccess>> ReadRolesAsync(CancellationToken cancellationToken)
    {
        var members = new List<(Guid User, Guid Organization, string[] Roles)>();
        foreach (var organization in _organizations)
        {
            var everybody = organization.DefaultOrgMemberRoles ?? [];
            members.AddRange((await ReadMembersAsync(organization.Id, cancellationToken)).Select(member => (
                member.UserId, organization.Id, Ordered([.. everybody, .. (member.Roles ?? []).Select(role => role.Name)]))));
        }

        var byUser = members.ToLookup(member => member.User);
        return _users.ConvertAll(user => new UserAccess(
            user.Id,
            Ordered((user.Roles ?? []).Select(role => role.Name)),
            byUser[user.Id].Where(member => member.Roles.Length > 0).ToDictionary(member => member.Organization, member => (IReadOnlyList<string>)member.Roles)));
    }

    /// <inheritdoc/>
    public async Task<List<TemplateAccess>> ReadListsAsync(CancellationToken cancellationToken)
    {
        var lists = new List<TemplateAccess>();
        foreach (var template in HasGroups == true ? _templates : [])
        {
            if (await api.FindAsync($"templates/{template.Id}/acl", "", ApiJson.Default.ListAnswer, cancellationToken) is { } list)
            {
                lists.Add(new TemplateAccess(template.Id, AdminsOf(list.Users), AdminsOf(list.Groups)));
            }
        }

        return lists;
    }

    private Task<List<OrganizationAnswer>> ReadAllOrganizationsAsync(CancellationToken cancellationToken) =>
        api.GetAsync("organizations", "", ApiJson.Default.ListOrganizationAnswer, cancellationToken);

    private Task<List<MemberAnswer>> ReadMembersAsync(Guid organization, CancellationToken cancellationToken) => api.GetAllAsync(
        $"organizations/{organization}/paginated-members", "", ApiJson.Default.MembersAnswer, page => page.Members, member => member.UserId, afterId: false, cancellationToken);

    private static Dictionary<Guid, string> AdminsOf(IReadOnlyList<ListedAnswer>? listed) =>
        (listed ?? []).Where(one => one.Role == Admin).OrderBy(one => one.Id).ToDictionary(one => one.Id, one => one.Role);

    private static string[] Ordered(IEnumerable<string> roles) => [.. roles.Distinct().Order(StringComparer.Ordinal)];
}
