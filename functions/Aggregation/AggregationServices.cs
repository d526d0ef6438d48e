using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Aggregation;

/// <summary>Registers what this room holds.</summary>
internal static class AggregationServices
{
    public static IServiceCollection AddAggregation(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<AggregationOptions>().BindConfiguration(AggregationOptions.Section).ValidateDataAnnotations();
        services.AddSingleton<FoldPressure>();
        services.AddSingleton<PassRequests>();
        services.AddSingleton<PassDemand>();
        services.AddSingleton<UsageInbox>();
        services.AddSingleton<UsageFolder>();
        services.AddSingleton<UsageEraser>();
        services.AddSingleton<UsageTallier>();
        services.AddSingleton<TallyPass>();
        services.AddSingleton<UsageImporter>();
        services.AddSingleton<MonthKeeper>();
        services.AddSingleton<UsageCompleter>();
        return services;
    }
}
