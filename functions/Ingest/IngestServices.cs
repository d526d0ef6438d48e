using Insights.Functions.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Ingest;

/// <summary>Registers what this room holds.</summary>
internal static class IngestServices
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<IngestBounds>();
        services.AddSingleton<CatalogCapacity>();
        services.AddSingleton<SubjectCheck>();
        services.AddSingleton<UsageOutbox>();
        return services.AddOperations(IngestOperations.All);
    }
}
