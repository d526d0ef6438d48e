using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Privacy;

/// <summary>Registers what this room holds.</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(provider => PrivacyLevels.Of(provider.GetRequiredService<IOptions<PrivacyOptions>>().Value));
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PersonRetentionCheck>();
        services.AddSingleton<PersonRetention>();
        services.AddSingleton<DayCrowd>();
        return services;
    }
}
