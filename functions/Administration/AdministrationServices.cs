using Insights.Functions.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Administration;

/// <summary>Registers what this room holds.</summary>
internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<GranteeCheck>();
        return services.AddOperations(AdministrationOperations.All);
    }
}
