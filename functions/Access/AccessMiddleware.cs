using Insights.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Insights.Functions.Access;

/// <summary>Lets a request reach its function only when its caller has what <see cref="FunctionAccess"/> says. Deny by default.</summary>
public sealed class AccessMiddleware(Authenticator authenticator) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && FunctionAccess.Of(context.FunctionDefinition.Name) is var requirement && requirement != Requirement.None)
        {
            var caller = await authenticator.AuthenticateAsync(http, context.CancellationToken);
            if (!Meets(caller, requirement))
            {
                throw ApiException.Forbidden();
            }

            http.Features.Set(caller);
        }

        await next(context);
    }

    private static bool Meets(Caller caller, Requirement? requirement) => requirement switch
    {
        Requirement.SignedIn => true,
        Requirement.Manage => caller.MayManage,
        Requirement.Ingest => caller.MayIngest,
        Requirement.Administer => caller.MayAdminister,
        _ => false,
    };
}
