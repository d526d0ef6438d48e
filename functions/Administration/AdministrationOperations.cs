using Insights.Functions.Http.Operations;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Administration;

/// <summary>What the functions of this room take and give.</summary>
internal static class AdministrationOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(OperationsFunction.Health), "Whether storage answers", Answer.Ok(AdministrationJson.Api.HealthAnswer)) { Refusals = [503] },
        new(nameof(OperationsFunction.BuildInfo), "The version", Answer.Ok(AdministrationJson.Api.BuildInfoAnswer)),
        new(nameof(CurrentUserFunction.CurrentUser), "Who the caller is, and what it may do", Answer.Ok(AdministrationJson.Api.CurrentUserAnswer)),
        new(nameof(CurrentUserFunction.AuthMethods), "The ways to sign in to the page", Answer.Ok(AdministrationJson.Api.AuthMethodsAnswer)),
        new(nameof(SessionFunction.BeginSession), "Signs a browser in", Answer.Nothing) { Refusals = [400] },
        new(nameof(SessionFunction.EndSession), "Signs a browser out", Answer.Nothing) { Refusals = [403] },
        new(nameof(TokensFunction.CreateToken), "Makes a token, which is shown this once", Answer.Created(AdministrationJson.Api.TokenAnswer)) { Body = TokenRequest.Schema, Refusals = [404, 409] },
        new(nameof(TokensFunction.Tokens), "The caller's tokens, or everybody's", Answer.Ok(AdministrationJson.Api.IReadOnlyListTokenAnswer), TokensFunction.Parameters),
        new(nameof(TokensFunction.RevokeToken), "Revokes a token", Answer.Nothing),
        new(nameof(TemplateAclFunction.TemplateAcl), "Who may view the insights of a template", Answer.Ok(AdministrationJson.Api.AclBody)),
        new(nameof(TemplateAclFunction.ChangeTemplateAcl), "Changes who may view the insights of a template", Answer.Ok(AdministrationJson.Api.AclBody)) { Body = AclBody.Schema },
        new(nameof(UserRolesFunction.UserRoles), "The roles of a user", Answer.Ok(AdministrationJson.Api.RolesBody)),
        new(nameof(UserRolesFunction.ChangeUserRoles), "Sets the roles of a user", Answer.Ok(AdministrationJson.Api.RolesBody)) { Body = RolesBody.Schema },
        new(nameof(AuditFunction.Audit), "Who changed tokens, roles and lists, and erased whom, newest first", Answer.Ok(AdministrationJson.Api.AuditAnswer), AuditFunction.Parameters),
        new(nameof(DirectoryFunction.Users), "The people of the catalog", Answer.Ok(AdministrationJson.Api.UsersAnswer), ListPage.Parameters),
        new(nameof(DirectoryFunction.Groups), "The groups of the catalog", Answer.Ok(AdministrationJson.Api.GroupsAnswer), ListPage.Parameters),
        new(nameof(DirectoryFunction.Organizations), "The organizations of the catalog", Answer.Ok(AdministrationJson.Api.OrganizationsAnswer), ListPage.Parameters),
        new(nameof(UserErasureFunction.EraseUserInsights), "Erases the usage of a user", Answer.Accepted(AdministrationJson.Api.ErasureAnswer)),
        new(nameof(UserErasureFunction.Operation), "How far an erasure has got", Answer.Ok(AdministrationJson.Api.ErasureAnswer)),
        new(nameof(UserErasureFunction.Operations), "The erasures, newest first", Answer.Ok(AdministrationJson.Api.ErasuresAnswer), ListPart.Parameters),
        new(nameof(ErasureRequestFunction.OwnErasureRequest), "Since when the caller asks to be erased", Answer.Ok(AdministrationJson.Api.OwnErasureAnswer)) { Refusals = [404] },
        new(nameof(ErasureRequestFunction.RequestErasure), "Asks owners to erase the caller's usage", Answer.Nothing) { Refusals = [404] },
        new(nameof(ErasureRequestFunction.TakeBackErasure), "Asks no more to be erased", Answer.Nothing) { Refusals = [404] },
        new(nameof(ErasureRequestFunction.ErasureRequests), "Who asks to be erased", Answer.Ok(AdministrationJson.Api.ErasureRequestsAnswer), ListPart.Parameters),
        new(nameof(ErasureRequestFunction.DeclineErasure), "Declines to erase a user who asks for it", Answer.Nothing),
        new(nameof(StorageReportFunction.StorageReport), "What is stored, and how far folding and sealing have got", Answer.Ok(AdministrationJson.Api.StorageReportAnswer)),
    ];
}
