using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary>Answers what no other route takes, in the one shape of errors.</summary>
public sealed class UnknownRouteFunction
{
    /// <summary>404.</summary>
    [Function(nameof(UnknownRoute))]
    public IResult UnknownRoute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request) =>
        JsonAnswer.Error(StatusCodes.Status404NotFound, new ApiError("Route not found.", $"There is no {request.Method} at this path."));
}
