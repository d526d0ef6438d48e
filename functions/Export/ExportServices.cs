using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Export;

/// <summary>Registers what this room holds.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExport(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations();
        return services.AddSingleton<DayFiles>().AddSingleton<LakeExport>();
    }
}
