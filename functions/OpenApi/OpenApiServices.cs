using Insights.Functions.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.OpenApi;

/// <summary>Registers what this room holds.</summary>
internal static class OpenApiServices
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) =>
        services.AddSingleton<ApiDocument>().AddSingleton<ReaderFiles>().AddOperations(OpenApiOperations.All);
}
