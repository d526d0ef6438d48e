using Insights.Functions.Access;
using Insights.Functions.Administration;
using Insights.Functions.Aggregation;
using Insights.Functions.Dashboard;
using Insights.Functions.Export;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Insights;
using Insights.Functions.Metrics;
using Insights.Functions.Notices;
using Insights.Functions.OpenApi;
using Insights.Functions.Privacy;
using Insights.Functions.Sources;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Insights.Functions;

/// <summary>Puts the service together.</summary>
public static class InsightsServices
{
    /// <summary>Adds everything that the functions need, configured by <paramref name="configuration"/> and checked at start: each room brings what it holds.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);

        // The web server logs the address of every request, and people put into addresses what does not belong there.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));

        services
            .AddTelemetry(configuration)
            .AddHttp(new Outage("Storage", StorageFailure.Is))
            .AddUsage()
            .AddPrivacy()
            .AddStorage(configuration)
            .AddIngest()
            .AddAggregation()
            .AddAccess()
            .AddInsightsApi()
            .AddAdministration()
            .AddDashboard()
            .AddSources()
            .AddMetricsApi()
            .AddExport()
            .AddNotices()
            .AddOpenApi();
        WantedFunctions.Decorate(services);
        return services;
    }
}
