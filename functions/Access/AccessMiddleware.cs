using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Insights.Functions.Access;

/// <summary>Lets a request reach its function only with a credential that may use it. Deny by default: what is open is listed.</summary>
public sealed class AccessMiddleware(BootstrapToken bootstrapToken) : IFunctionsWorkerMiddleware
{
    private static readonly ApiError NotSignedIn = new(
        "You are not signed in.", $"Send a valid token in the header {Credential.SessionTokenHeader} or as Authorization: Bearer.");

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http
            || OpenFunctions.Contains(context.FunctionDefinition.Name)
            || (Credential.Of(http.Request) is { } credential && bootstrapToken.Matches(credential)))
        {
            return next(context);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ApiException(StatusCodes.Status401Unauthorized, NotSignedIn);
    }
}
