using Insights.Coder.Items;

namespace Insights.Coder.Following;

/// <summary>Who and what there is in a deployment, read whole each time. What may not be read is left out.</summary>
internal interface ICatalog
{
    Task<List<OrganizationItem>> ReadOrganizationsAsync(CancellationToken cancellationToken);

    /// <summary>Users.</summary>
    /// <param name="withSubjects">Whether to say who they are at the issuer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<List<UserItem>> ReadUsersAsync(bool withSubjects, CancellationToken cancellationToken);

    /// <summary>Groups with their members, but for the group of everybody in an organization: an organization stands for it.</summary>
    Task<List<GroupItem>> ReadGroupsAsync(CancellationToken cancellationToken);

    Task<List<TemplateItem>> ReadTemplatesAsync(CancellationToken cancellationToken);

    /// <summary>The roles of users.</summary>
    Task<List<UserAccess>> ReadRolesAsync(CancellationToken cancellationToken);

    /// <summary>The lists of templates: who may do everything. Who may use a template may not see its insights.</summary>
    Task<List<TemplateAccess>> ReadListsAsync(CancellationToken cancellationToken);
}
