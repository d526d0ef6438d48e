using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Metrics;

/// <summary>Registers what this room holds.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddMetricsApi(this IServiceCollection services) => services
        .AddSingleton<ServiceState>()
        .AddSingleton<LiveMetrics>()
        .AddOperations(new Operation(nameof(MetricsFunction.Metrics), "How templates are used now and were today, for Prometheus", Answer.File("text/plain")));
}
