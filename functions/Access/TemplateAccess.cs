using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>
/// Decides of which templates a caller may view insights: site-wide, else every listed one. As in Coder, what may not be viewed
/// does not exist (404) for the reports of templates, and is forbidden (403) for those of the deployment.
/// </summary>
public sealed class TemplateAccess(AccessDirectory directory)
{
    /// <summary>The templates of a report.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="listed">Those that the request lists; none for all of them.</param>
    /// <param name="organization">Where given, all are those of this organization.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">404: it may not view all of them.</exception>
    public async Task<VisibleTemplates> DemandAsync(
        Caller caller, IReadOnlyCollection<Guid> listed, Guid? organization, CancellationToken cancellationToken) =>
        await DecideAsync(caller, listed, organization, cancellationToken) ?? throw ApiException.NotFound();

    /// <summary>The templates of a report of the deployment, or of an organization.</summary>
    /// <exception cref="ApiException">403: the caller may not view all of them.</exception>
    public async Task<VisibleTemplates> DemandDeploymentAsync(Caller caller, Guid? organization, CancellationToken cancellationToken) =>
        await DecideAsync(caller, [], organization, cancellationToken)
        ?? throw ApiException.Forbidden("It takes the permission to view every template there is, or with organization_id every one of the organization.");

    /// <summary>
    /// The templates of an overview: those of a report, except that who lists none and may not view all gets those that he may view.
    /// </summary>
    /// <exception cref="ApiException">404: the caller may not view all of those that are listed, or of the organization.</exception>
    public async Task<VisibleTemplates> DemandOverviewAsync(
        Caller caller, IReadOnlyCollection<Guid> listed, Guid? organization, CancellationToken cancellationToken) =>
        caller.MayViewAll || listed.Count > 0 || organization is not null
            ? await DemandAsync(caller, listed, organization, cancellationToken)
            : new VisibleTemplates([.. (await GetViewableAsync(caller, organization: null, cancellationToken)).Select(template => template.Id)]);

    /// <summary>
    /// The templates of what is shown of one user: all there are for whom it is about, who sees of himself whatever he did; for others
    /// those that they may view.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="user">The user.</param>
    /// <param name="isRevealed">Whether the user is revealed to the caller, who sees whatever the user did then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">404: the caller may view none.</exception>
    public async Task<VisibleTemplates> DemandUserAsync(Caller caller, Guid user, bool isRevealed, CancellationToken cancellationToken)
    {
        if (isRevealed || caller.MayViewAll || (caller.MayRead && caller.User?.Id == user))
        {
            return new VisibleTemplates(null);
        }

        var viewable = await GetViewableAsync(caller, organization: null, cancellationToken);
        return viewable.Count > 0 ? new VisibleTemplates([.. viewable.Select(template => template.Id)]) : throw ApiException.NotFound();
    }

    /// <summary>The templates of the catalog whose insights a caller may view, by name.</summary>
    public async Task<IReadOnlyList<Template>> GetViewableAsync(Caller caller, Guid? organization, CancellationToken cancellationToken)
    {
        var viewable = new List<Template>();
        foreach (var template in (await directory.GetTemplatesAsync(cancellationToken)).Values)
        {
            if ((organization is null || template.OrganizationId == organization) && await MayViewAsync(caller, template, cancellationToken))
            {
                viewable.Add(template);
            }
        }

        return [.. viewable.OrderBy(template => template.Name, StringComparer.Ordinal).ThenBy(template => template.Id)];
    }

    /// <summary>A template of the catalog whose list the caller may edit.</summary>
    /// <exception cref="ApiException">404: there is none, or the caller may not view it; 403: it may view it, but not say who else may.</exception>
    public async Task<Template> DemandAclAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var template = await directory.FindTemplateNowAsync(id, cancellationToken) ?? throw ApiException.NotFound();
        var list = await directory.GetListNowAsync(id, cancellationToken);
        caller = await WithGroupsNowAsync(caller, list, cancellationToken);
        return caller.MayEditAcl(template, list) ? template
            : caller.MayView(template, list) ? throw ApiException.Forbidden("You may view this template, but not its list.")
            : throw ApiException.NotFound();
    }

    private async Task<Caller> WithGroupsNowAsync(Caller caller, TemplateAcl list, CancellationToken cancellationToken)
    {
        if (caller.User is not { } user || !list.Groups.Keys.Any(caller.Groups.Contains))
        {
            return caller;
        }

        var groups = await directory.GetGroupsNowAsync(cancellationToken);
        return caller with
        {
            Groups = new HashSet<Guid>([.. groups.Values.Where(group => group.Members.Contains(user.Id)).Select(group => group.Id), .. user.OrganizationIds]),
        };
    }

    private async Task<VisibleTemplates?> DecideAsync(
        Caller caller, IReadOnlyCollection<Guid> listed, Guid? organization, CancellationToken cancellationToken)
    {
        if (organization is { } id)
        {
            return caller.MayViewOrganization(id) ? new VisibleTemplates(await TemplatesOfAsync(id, cancellationToken)) : null;
        }

        if (caller.MayViewAll)
        {
            return new VisibleTemplates(listed.Count > 0 ? listed : null);
        }

        return listed.Count > 0 && await MayViewAllOfAsync(caller, listed, cancellationToken) ? new VisibleTemplates(listed) : null;
    }

    private async Task<IReadOnlyCollection<Guid>> TemplatesOfAsync(Guid organization, CancellationToken cancellationToken) =>
        [.. (await directory.GetTemplatesAsync(cancellationToken)).Values.Where(template => template.OrganizationId == organization).Select(template => template.Id).Order()];

    private async Task<bool> MayViewAllOfAsync(Caller caller, IReadOnlyCollection<Guid> listed, CancellationToken cancellationToken)
    {
        var templates = await directory.GetTemplatesAsync(cancellationToken);
        foreach (var id in listed)
        {
            if (templates.GetValueOrDefault(id) is not { } template || !await MayViewAsync(caller, template, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> MayViewAsync(Caller caller, Template template, CancellationToken cancellationToken) =>
        caller.MayView(template, await directory.GetListAsync(template.Id, cancellationToken));
}
