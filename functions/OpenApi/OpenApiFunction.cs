using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.OpenApi;

/// <summary>The API described, for programs and for people. It holds no data: anybody may have it.</summary>
public sealed class OpenApiFunction(ReaderFiles files)
{
    /// <summary><c>GET /api/v2/openapi.json</c>: the API in OpenAPI 3.1.</summary>
    [Function(nameof(ApiDescription))]
    public IResult ApiDescription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v2/openapi.json")] HttpRequest request) => files.Document();

    /// <summary><c>GET /docs</c>: the same as a page to read.</summary>
    [Function(nameof(ReaderPage))]
    public IResult ReaderPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "docs")] HttpRequest request) => files.Page();

    /// <summary><c>GET /docs/docs.css</c>: how the page looks.</summary>
    [Function(nameof(ReaderStyle))]
    public IResult ReaderStyle(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "docs/docs.css")] HttpRequest request) => files.Style();
}
