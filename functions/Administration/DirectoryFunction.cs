using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>The users, groups and organizations of the catalog, so that ids can be looked up, for who may view the insights of every template.</summary>
public sealed class DirectoryFunction(TemplateAccess access, AccessDirectory directory, PrivacyLevels privacy)
{
    /// <summary><c>GET /api/v2/users</c>: 200 with people, by username. Who was deleted, and the system's own users, are not among them. 403 where people are not named: a status tells who was active.</summary>
    [Function(nameof(Users))]
    public async Task<IResult> Users(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/users")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await PageAsync(request, cancellationToken);
        if (!privacy.IsNamedEverywhere)
        {
            throw ApiException.Forbidden("Here people are not named.");
        }

        var people = (await directory.GetUsersAsync(cancellationToken)).Users.Where(user => user is { DeletedAt: null, IsSystem: false });
        var (users, count, next) = page.Of(people, user => user.Id, user => [user.Username, user.Name]);
        NextLink.Add(request, next);
        return JsonAnswer.Ok(new UsersAnswer([.. users.Select(UsersAnswer.UserEntry.Of)], count, next), AdministrationJson.Api.UsersAnswer);
    }

    /// <summary><c>GET /api/v2/groups</c>: 200 with groups, by name.</summary>
    [Function(nameof(Groups))]
    public async Task<IResult> Groups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/groups")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await PageAsync(request, cancellationToken);
        var (groups, count, next) = page.Of(
            (await directory.GetGroupsNowAsync(cancellationToken)).Values, group => group.Id, group => [group.Name, group.DisplayName]);
        NextLink.Add(request, next);
        return JsonAnswer.Ok(new GroupsAnswer([.. groups.Select(GroupsAnswer.GroupEntry.Of)], count, next), AdministrationJson.Api.GroupsAnswer);
    }

    /// <summary><c>GET /api/v2/organizations</c>: 200 with organizations, by name.</summary>
    [Function(nameof(Organizations))]
    public async Task<IResult> Organizations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/organizations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await PageAsync(request, cancellationToken);
        var (organizations, count, next) = page.Of(
            (await directory.GetOrganizationsAsync(cancellationToken)).Values,
            organization => organization.Id,
            organization => [organization.Name, organization.DisplayName]);
        NextLink.Add(request, next);
        return JsonAnswer.Ok(
            new OrganizationsAnswer([.. organizations.Select(OrganizationsAnswer.OrganizationEntry.Of)], count, next), AdministrationJson.Api.OrganizationsAnswer);
    }

    private async Task<ListPage> PageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await access.DemandDeploymentAsync(Caller.Of(request), organization: null, cancellationToken);
        var query = RequestQuery.Of(request);
        var page = ListPage.Read(query);
        query.Complete();
        return page;
    }
}
