using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Coder.Tests.World;

/// <summary>What a service knows of users.</summary>
internal static class ServiceCatalog
{
    public static async Task<User> GetUserAsync(this IServiceProvider services, Guid user) =>
        (await services.GetRequiredService<CatalogTable>().GetUsersAsync(TestContext.Current.CancellationToken))[user];
}
