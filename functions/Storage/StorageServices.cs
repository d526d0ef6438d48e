using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Storage;

/// <summary>Registers what this room holds.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(_ => StorageClients.Tables(configuration));
        services.AddSingleton(_ => StorageClients.Queues(configuration));
        services.AddSingleton(_ => StorageClients.Blobs(configuration));
        services.AddHostedService<StorageSetup>();
        services.AddSingleton<UsageQueue>();
        services.AddSingleton<UsageIndex>();
        services.AddSingleton<UsageStarts>();
        services.AddSingleton<UsageTable>();
        services.AddSingleton<UsageCache>();
        services.AddSingleton<ReportAdmission>();
        services.AddSingleton<UsageStore>();
        services.AddSingleton<UsageKeys>();
        services.AddSingleton<ErasureTable>();
        services.AddSingleton<ImportLedger>();
        services.AddSingleton<MaintenanceQueues>();
        services.AddSingleton<QueueLengths>();
        services.AddSingleton<QueueFronts>();
        services.AddSingleton<CatalogTable>();
        services.AddSingleton<BuildTable>();
        services.AddSingleton<AppTable>();
        services.AddSingleton<WorkspaceTable>();
        services.AddSingleton<TokenTable>();
        services.AddSingleton<SessionTable>();
        services.AddSingleton<TokenReservations>();
        services.AddSingleton<RoleTable>();
        services.AddSingleton<AclTable>();
        services.AddSingleton<AuditTable>();
        services.AddSingleton<SourceTable>();
        services.AddSingleton<MonthTable>();
        services.AddSingleton<ExportContainer>();
        services.AddSingleton<NoticeTable>();
        services.AddSingleton<RevealTable>();
        return services;
    }
}
