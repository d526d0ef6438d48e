using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Sources;

/// <summary><c>GET /api/v2/admin/sources</c>: the sources that there are, and how each is.</summary>
public sealed class SourcesReportFunction(SourceTable sources, TimeProvider clock)
{
    /// <summary>200 with every source.</summary>
    [Function(nameof(SourcesReport))]
    public async Task<IResult> SourcesReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/admin/sources")] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        return JsonAnswer.Ok(SourcesAnswer.Of(await sources.GetAsync(cancellationToken), clock.GetUtcNow()), SourcesJson.Api.SourcesAnswer);
    }
}
