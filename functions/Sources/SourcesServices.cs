using Insights.Coder.Following;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Sources;

/// <summary>Registers what this room holds.</summary>
internal static class SourcesServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<CoderOptions>().BindConfiguration(CoderOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<DirectSink>();
        services.AddSingleton<SourceOptions>();
        services.AddSingleton(provider => CoderClient.Open(provider.GetRequiredService<IOptions<CoderOptions>>().Value.Database));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CoderSource>(provider, provider.GetRequiredService<DirectSink>()));
        services.AddSingleton<CoderFollower>();
        return services;
    }
}
