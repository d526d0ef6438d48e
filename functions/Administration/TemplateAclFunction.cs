using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>Reads and changes who may view the insights of a template.</summary>
public sealed class TemplateAclFunction(AclTable lists, TemplateAccess access, GranteeCheck grantees, AuditLog audit)
{
    private const string Refusal = "The list cannot be changed.";

    /// <summary><c>GET /api/v2/templates/{template}/acl</c>: 200 with the list.</summary>
    [Function(nameof(TemplateAcl))]
    public async Task<IResult> TemplateAcl(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/templates/{template}/acl")] HttpRequest request,
        string template,
        CancellationToken cancellationToken)
    {
        var found = await access.DemandAclAsync(Caller.Of(request), PathId.Parse("template", template), cancellationToken);
        RequestQuery.Of(request).Complete();
        return JsonAnswer.Ok(AclBody.Of(await lists.FindAsync(found.Id, cancellationToken)), AdministrationJson.Api.AclBody);
    }

    /// <summary><c>PATCH /api/v2/templates/{template}/acl</c>: 200 with the list after the change. It holds everywhere within a minute.</summary>
    [Function(nameof(ChangeTemplateAcl))]
    public async Task<IResult> ChangeTemplateAcl(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/v2/templates/{template}/acl")] HttpRequest request,
        string template,
        CancellationToken cancellationToken)
    {
        var found = await access.DemandAclAsync(Caller.Of(request), PathId.Parse("template", template), cancellationToken);
        RequestQuery.Of(request).Complete();
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var change = AclBody.Read(body, validation);
        var granted = await grantees.CheckAsync(change, validation, cancellationToken);
        validation.ThrowIfInvalid(Refusal);
        change = change with { Warnings = SignInWarning.Of(granted) };
        Bounded(change.ApplyTo(await lists.FindAsync(found.Id, cancellationToken)));
        await audit.AddAsync(request, "acl.change", found.Id.ToString(), change, AdministrationJson.Api.AclBody, cancellationToken);
        var list = await lists.ChangeAsync(found.Id, known => Bounded(change.ApplyTo(known)), cancellationToken);
        return JsonAnswer.Ok(AclBody.Of(list) with { Warnings = change.Warnings }, AdministrationJson.Api.AclBody);
    }

    private static TemplateAcl Bounded(TemplateAcl list) =>
        Math.Max(list.Users.Count, list.Groups.Count) <= Storage.TemplateAcl.MaxEntries
            ? list
            : throw ApiException.BadRequest(Refusal, detail: $"A list may have {Storage.TemplateAcl.MaxEntries} users and as many groups. Use groups.");
}
