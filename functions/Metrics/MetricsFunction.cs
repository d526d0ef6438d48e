using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Metrics;

/// <summary><c>GET /api/v2/metrics</c>: how templates are used now and were today, and how the service is, for Prometheus.</summary>
public sealed class MetricsFunction(TemplateAccess access, LiveMetrics live)
{
    /// <summary>200 in Prometheus's text format, version 0.0.4; 403 for who may not view every template.</summary>
    [Function(nameof(Metrics))]
    public async Task<IResult> Metrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/metrics")] HttpRequest request, CancellationToken cancellationToken)
    {
        await access.DemandDeploymentAsync(Caller.Of(request), organization: null, cancellationToken);
        RequestQuery.Of(request).Complete();
        return Results.Text(await live.GetAsync(cancellationToken), PrometheusText.MediaType);
    }
}
