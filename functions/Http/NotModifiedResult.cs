using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>304: the caller has the answer already.</summary>
internal sealed class NotModifiedResult : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
