using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Usage;

/// <summary>Registers what this room holds.</summary>
internal static class UsageServices
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<UsageOptions>().BindConfiguration(UsageOptions.Section).ValidateDataAnnotations();
        return services;
    }
}
