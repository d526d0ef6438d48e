using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Insights.Functions.Access;

/// <summary>Lets a request reach its function only when its caller has what <see cref="FunctionAccess"/> says. Deny by default.</summary>
public sealed class AccessMiddleware(Authenticator authenticator) : IFunctionsWorkerMiddleware
{
    private const string OfficersOnly = $"It takes a {Role.PrivacyOfficer}, whom the settings name and the issuer signs in.";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var requirement = FunctionAccess.Of(context.FunctionDefinition.Name);
        if (context.GetHttpContext() is not { } http)
        {
            // A queue or a timer. A function with a route that comes without a request is run for nobody.
            if (requirement is not null)
            {
                throw new InvalidOperationException($"The function {context.FunctionDefinition.Name} came without its HTTP request.");
            }
        }
        else if (requirement != Requirement.None && !FunctionAccess.IsPage(context.FunctionDefinition.Name, http.Request))
        {
            var changesAccess = requirement is Requirement.Manage or Requirement.Administer or Requirement.SetAccess or Requirement.Reveal;
            var caller = await authenticator.AuthenticateAsync(http, now: changesAccess, context.CancellationToken);
            if (ObjectionTo(caller, requirement) is { } objection)
            {
                throw ApiException.Forbidden(objection);
            }

            http.Features.Set(caller);
        }

        await next(context);
    }

    // The scope first: who lacks it has to make another token, whoever he is.
    private static string? ObjectionTo(Caller caller, Requirement? requirement) => requirement switch
    {
        Requirement.SignedIn => null,
        Requirement.View => caller.MayRead ? null : Missing(caller, TokenScopes.Read),
        Requirement.Manage => caller.MayManage ? null : Missing(caller, TokenScopes.Admin),
        Requirement.Ingest => caller.MayIngest ? null : Missing(caller, TokenScopes.Ingest) ?? $"It takes the role {Role.Owner} or {Role.Ingest}.",
        Requirement.SetAccess => caller.MaySetAccess ? null : Missing(caller, TokenScopes.Catalog) ?? Caller.OwnersOnly,
        Requirement.Watch => caller.MayWatch ? null
            : caller.MayRead || caller.MayManage ? $"It takes one of the roles {Role.Owner}, {Role.TemplateAdmin}, {Role.Auditor}." : Missing(caller, TokenScopes.Read),
        Requirement.Administer => caller.MayAdminister ? null : Missing(caller, TokenScopes.Admin) ?? Caller.OwnersOnly,
        Requirement.Reveal => caller.MayReveal ? null : OfficersOnly,
        Requirement.OverseeReveals => caller.MayOverseeReveals ? null : $"{OfficersOnly} Or, to know that there are any, the role {Role.Owner} and the scope admin.",
        _ => "Nobody may.",
    };

    private static string? Missing(Caller caller, TokenScopes scope) => caller.Scopes.HasFlag(scope)
        ? null
        : $"The credential lacks the scope {string.Join(", ", ScopeNames.Of(scope))}; it has {string.Join(", ", ScopeNames.Of(caller.Scopes))}.";
}
