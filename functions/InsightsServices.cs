using Insights.Functions.Access;
using Insights.Functions.Access.Sessions;
using Insights.Functions.Administration;
using Insights.Functions.Aggregation;
using Insights.Functions.Dashboard;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Insights;
using Insights.Functions.Insights.Export;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Insights.Functions;

/// <summary>Puts the service together.</summary>
public static class InsightsServices
{
    /// <summary>Adds everything that the functions need, configured by <paramref name="configuration"/> and checked at start.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);

        // The web server logs the address of every request, and people put into addresses what does not belong there.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        AddOptions<UsageOptions>(services, UsageOptions.Section);
        AddOptions<StorageOptions>(services, StorageOptions.Section);
        AddOptions<IngestOptions>(services, IngestOptions.Section);
        AddOptions<AggregationOptions>(services, AggregationOptions.Section);
        AddOptions<AccessOptions>(services, AccessOptions.Section);
        AddOptions<AuthOptions>(services, AuthOptions.Section);
        AddOptions<DashboardOptions>(services, DashboardOptions.Section);

        services.AddSingleton(_ => StorageClients.Tables(configuration));
        services.AddSingleton(_ => StorageClients.Queues(configuration));
        services.AddHostedService<StorageSetup>();
        services.AddSingleton<UsageQueue>();
        services.AddSingleton<UsageIndex>();
        services.AddSingleton<UsageTable>();
        services.AddSingleton<CatalogTable>();
        services.AddSingleton<BuildTable>();
        services.AddSingleton<AppTable>();
        services.AddSingleton<WorkspaceTable>();
        services.AddSingleton<ErasureTable>();
        services.AddSingleton<TokenTable>();
        services.AddSingleton<SessionTable>();
        services.AddSingleton<RoleTable>();
        services.AddSingleton<AclTable>();
        services.AddSingleton<AuditTable>();
        services.AddSingleton<SealedCache>();
        services.AddSingleton<UsageStore>();
        services.AddSingleton<MaintenanceQueues>();
        services.AddSingleton<QueueLengths>();
        services.AddSingleton<QueueFronts>();
        services.AddTelemetry(configuration);

        services.AddSingleton<FoldPressure>();
        services.AddSingleton<UsageFolder>();
        services.AddSingleton<UsageEraser>();

        services.ConfigureOptions<UnresolvedReference>();
        services.AddSingleton<BootstrapToken>();
        services.AddHostedService<BootstrapWarning>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<AccessDirectory>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<TemplateAccess>();
        services.AddSingleton<AuditLog>();

        services.AddSingleton<RequestMiddleware>();
        services.AddSingleton<AccessMiddleware>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<GranteeCheck>();
        services.AddSingleton<SubjectCheck>();
        services.AddSingleton<IngestBounds>();
        services.AddSingleton<UsageOutbox>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<BuildReader>();
        services.AddSingleton<UserReportQuery>();
        services.AddSingleton<InsightsExport>();
        services.AddSingleton<DashboardPages>();
        return services;
    }

    private static void AddOptions<T>(IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
