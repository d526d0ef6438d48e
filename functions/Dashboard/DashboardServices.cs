using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Dashboard;

/// <summary>Registers what this room holds.</summary>
internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<DashboardPages>();
        return services;
    }
}
