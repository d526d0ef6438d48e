using Insights.Functions.Http;
using Insights.Functions.Insights.Export;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Insights;

/// <summary>Registers what this room holds.</summary>
internal static class InsightsApiServices
{
    public static IServiceCollection AddInsightsApi(this IServiceCollection services)
    {
        services.AddSingleton<AppCache>();
        services.AddSingleton<VersionCache>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<RecordedSince>();
        services.AddSingleton<BuildReader>();
        services.AddSingleton<UnusedReader>();
        services.AddSingleton<FirstScreenReader>();
        services.AddSingleton<UserReportQuery>();
        services.AddSingleton<InsightsExport>();
        return services.AddOperations(InsightsOperations.All);
    }
}
