using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>
/// What decisions are made from: users, groups, organizations and templates of the catalog, roles, and access control lists. Each is at
/// most a minute old, and newer at once where this process changed it. What cannot be read grants nothing: the reading fails.
/// </summary>
/// <remarks>
/// Who changes what others may do is judged by what is stored now: a permission that was just taken away must not be used to take it back.
/// </remarks>
public sealed class AccessDirectory
{
    /// <summary>How old an answer may be: who lost a permission has lost it everywhere after this.</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly CatalogTable _catalog;
    private readonly RoleTable _roleTable;
    private readonly AclTable _listTable;
    private readonly Cached<UserDirectory> _users;
    private readonly Cached<IReadOnlyDictionary<Guid, Template>> _templates;
    private readonly Cached<IReadOnlyDictionary<Guid, Organization>> _organizations;
    private readonly Cached<IReadOnlyDictionary<Guid, UserRoles>> _roles;
    private readonly Cached<IReadOnlyDictionary<Guid, TemplateAcl>> _lists;

    /// <summary>A directory of what the tables hold.</summary>
    public AccessDirectory(CatalogTable catalog, RoleTable roles, AclTable lists, TimeProvider clock)
    {
        (_catalog, _roleTable, _listTable) = (catalog, roles, lists);
        _users = new(() => catalog.Writes, cancel => UserDirectory.ReadAsync(catalog, cancel), MaxAge, clock);
        _templates = new(() => catalog.Writes, catalog.GetTemplatesAsync, MaxAge, clock);
        _organizations = new(() => catalog.Writes, catalog.GetOrganizationsAsync, MaxAge, clock);
        _roles = new(() => roles.Writes, roles.GetAsync, MaxAge, clock);
        _lists = new(() => lists.Writes, lists.GetAsync, MaxAge, clock);
    }

    /// <summary>The users, and of which groups they are members.</summary>
    internal Task<UserDirectory> GetUsersAsync(CancellationToken cancellationToken) => _users.GetAsync(cancellationToken);

    /// <summary>The users and groups as they are stored now.</summary>
    internal Task<UserDirectory> GetUsersNowAsync(CancellationToken cancellationToken) => UserDirectory.ReadAsync(_catalog, cancellationToken);

    /// <summary>The access control lists as they are stored now.</summary>
    internal Task<IReadOnlyDictionary<Guid, TemplateAcl>> GetListsNowAsync(CancellationToken cancellationToken) => _listTable.GetAsync(cancellationToken);

    /// <summary>A user as it is stored now; null when the catalog has none of the id.</summary>
    internal Task<User?> FindUserNowAsync(Guid id, CancellationToken cancellationToken) => _catalog.FindUserAsync(id, cancellationToken);

    /// <summary>The roles of a user as they are stored now.</summary>
    internal Task<UserRoles> GetRolesNowAsync(Guid user, CancellationToken cancellationToken) => _roleTable.FindAsync(user, cancellationToken);

    /// <summary>The roles of everybody who has any, as they are stored now.</summary>
    internal Task<IReadOnlyDictionary<Guid, UserRoles>> GetRolesNowAsync(CancellationToken cancellationToken) => _roleTable.GetAsync(cancellationToken);

    /// <summary>A template as it is stored now; null when the catalog has none of the id.</summary>
    internal Task<Template?> FindTemplateNowAsync(Guid id, CancellationToken cancellationToken) => _catalog.FindTemplateAsync(id, cancellationToken);

    /// <summary>The access control list of a template as it is stored now.</summary>
    internal Task<TemplateAcl> GetListNowAsync(Guid template, CancellationToken cancellationToken) => _listTable.FindAsync(template, cancellationToken);

    /// <summary>The groups as they are stored now.</summary>
    internal Task<IReadOnlyDictionary<Guid, Group>> GetGroupsNowAsync(CancellationToken cancellationToken) => _catalog.GetGroupsAsync(cancellationToken);

    /// <summary>The organizations as they are stored now.</summary>
    internal Task<IReadOnlyDictionary<Guid, Organization>> GetOrganizationsNowAsync(CancellationToken cancellationToken) =>
        _catalog.GetOrganizationsAsync(cancellationToken);

    /// <summary>Every template of the catalog.</summary>
    internal Task<IReadOnlyDictionary<Guid, Template>> GetTemplatesAsync(CancellationToken cancellationToken) => _templates.GetAsync(cancellationToken);

    /// <summary>Every organization.</summary>
    internal Task<IReadOnlyDictionary<Guid, Organization>> GetOrganizationsAsync(CancellationToken cancellationToken) =>
        _organizations.GetAsync(cancellationToken);

    /// <summary>The roles of those who have any.</summary>
    internal Task<IReadOnlyDictionary<Guid, UserRoles>> GetRolesAsync(CancellationToken cancellationToken) => _roles.GetAsync(cancellationToken);

    /// <summary>The access control list of a template.</summary>
    internal async Task<TemplateAcl> GetListAsync(Guid template, CancellationToken cancellationToken) =>
        (await _lists.GetAsync(cancellationToken)).GetValueOrDefault(template) ?? TemplateAcl.Empty(template);
}
