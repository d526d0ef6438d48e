using Insights.Coder.Api;
using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Functions.Http;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Sources;

/// <summary>Registers what this room holds.</summary>
internal static class SourcesServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<CoderOptions>().BindConfiguration(CoderOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<DirectSink>();
        services.AddSingleton(provider => OptionsOf(provider).UsesApi ? SourceOptions.OfApi : new SourceOptions());
        services.AddSingleton(provider => CoderClient.Database(OptionsOf(provider).Database));
        services.AddSingleton(provider => CoderClient.Api(OptionsOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(SourceOf);
        services.AddSingleton<CoderFollower>();
        DecorateFunctions(services);
        return services.AddOperations(SourcesOperations.All);
    }

    private static CoderOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<CoderOptions>>().Value;

    private static CoderSource SourceOf(IServiceProvider provider)
    {
        var (sink, options) = (provider.GetRequiredService<DirectSink>(), provider.GetRequiredService<SourceOptions>());
        var (clock, logger) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CoderSource>>());
        return OptionsOf(provider).UsesApi
            ? CoderSource.Of(provider.GetRequiredService<CoderApi>(), sink, options, clock, logger)
            : CoderSource.Of(provider.GetRequiredService<CoderDatabase>(), sink, options, clock, logger);
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
