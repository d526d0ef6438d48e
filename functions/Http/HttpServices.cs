using Insights.Functions.Http.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Http;

/// <summary>Registers what this room holds.</summary>
internal static class HttpServices
{
    /// <param name="services">Where to.</param>
    /// <param name="outages">What a request may meet that it is not to blame for.</param>
    public static IServiceCollection AddHttp(this IServiceCollection services, params Outage[] outages)
    {
        foreach (var outage in outages)
        {
            services.AddSingleton(outage);
        }

        return services.AddSingleton<OperationTable>().AddSingleton<RouteTable>().AddSingleton<BodyAdmission>().AddSingleton<RequestMiddleware>();
    }

    /// <summary>Lists what the functions of a room take and give.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, params IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            services.AddSingleton(operation);
        }

        return services;
    }
}
