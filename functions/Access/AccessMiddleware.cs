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
            var changesAccess = requirement is Requirement.Manage or Requirement.Administer or Requirement.SetAccess;
            var caller = await authenticator.AuthenticateAsync(http, now: changesAccess, context.CancellationToken);
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
        Requirement.SetAccess => caller.MaySetAccess,
        Requirement.Administer => caller.MayAdminister,
        _ => false,
    };
}
