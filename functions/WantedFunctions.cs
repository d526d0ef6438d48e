using System.Collections.Immutable;
using Insights.Functions.Export;
using Insights.Functions.Notices;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Insights.Functions;

/// <summary>
/// Tells the host of the functions that there are, without the timers that would have nothing to do by the settings: a function that the
/// host does not know is never run, is no instance and costs nothing.
/// </summary>
internal sealed class WantedFunctions(IFunctionMetadataProvider all, IOptions<ExportOptions> export, IOptions<NoticeOptions> notices) : IFunctionMetadataProvider
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) =>
        (await all.GetFunctionMetadataAsync(directory)).RemoveAll(function => function.Name switch
        {
            nameof(ExportFunction.ExportUsage) => export.Value.Container.Length == 0,
            nameof(NoticesFunction.SendDigest) => !notices.Value.TellsOfWeeks,
            nameof(NoticesFunction.SendAlerts) => !notices.Value.Alerts,
            _ => false,
        });

    /// <summary>Puts it before who knows the functions, which the worker registers before the service is put together.</summary>
    public static void Decorate(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IFunctionMetadataProvider)) is { } known)
        {
            services.AddSingleton<IFunctionMetadataProvider>(provider => ActivatorUtilities.CreateInstance<WantedFunctions>(
                provider,
                known.ImplementationInstance ?? known.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, known.ImplementationType!)));
        }
    }
}
