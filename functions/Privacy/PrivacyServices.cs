using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Privacy;

/// <summary>Registers what this room holds.</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateDataAnnotations();
        return services;
    }
}
