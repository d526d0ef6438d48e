using Insights.Coder.Following;
using Insights.Functions.Http;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
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
        DecorateFunctions(services);
        return services.AddOperations(SourcesOperations.All);
    }

    // The worker has registered who knows the functions before the service is put together.
    private static void DecorateFunctions(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IFunctionMetadataProvider)) is { } known)
        {
            services.AddSingleton<IFunctionMetadataProvider>(provider => new SourceFunctions(
                (IFunctionMetadataProvider)(known.ImplementationInstance
                    ?? known.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, known.ImplementationType!)),
                provider.GetRequiredService<IOptions<CoderOptions>>()));
        }
    }
}
