using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>Reads and sets the roles of a user of the catalog.</summary>
public sealed class UserRolesFunction(RoleTable roles, AccessDirectory directory, AuditLog audit)
{
    /// <summary><c>GET /api/v2/users/{user}/roles</c>: 200 with the roles; 404 for a user who is not in the catalog.</summary>
    [Function(nameof(UserRoles))]
    public async Task<IResult> UserRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/users/{user}/roles")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var known = await KnownAsync(user, cancellationToken);
        return JsonAnswer.Ok(RolesBody.Of(await roles.FindAsync(known.Id, cancellationToken), known), AdministrationJson.Api.RolesBody);
    }

    /// <summary><c>PUT /api/v2/users/{user}/roles</c>: 200 with the roles, which replace those before. They hold everywhere within a minute.</summary>
    [Function(nameof(ChangeUserRoles))]
    public async Task<IResult> ChangeUserRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v2/users/{user}/roles")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var known = await KnownAsync(user, cancellationToken);
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var wanted = RolesBody.Read(known.Id, body, await directory.GetOrganizationsNowAsync(cancellationToken), validation);
        validation.ThrowIfInvalid("The roles cannot be set.");
        var answer = RolesBody.Of(wanted, known);
        await audit.AddAsync(request, "roles.change", known.Id.ToString(), answer, AdministrationJson.Api.RolesBody, cancellationToken);
        await roles.PutAsync(wanted, cancellationToken);
        return JsonAnswer.Ok(answer, AdministrationJson.Api.RolesBody);
    }

    private async Task<User> KnownAsync(string user, CancellationToken cancellationToken) =>
        await directory.FindUserNowAsync(PathId.Parse("user", user), cancellationToken) ?? throw ApiException.NotFound();
}
