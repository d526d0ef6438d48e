using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Insights.Functions.Storage;

/// <summary>
/// Makes the storage clients from the setting that the functions host itself uses, in any of its forms: a connection string in
/// <c>AzureWebJobsStorage</c>, or an identity with <c>AzureWebJobsStorage__accountName</c> or its service addresses.
/// </summary>
internal static class StorageClients
{
    private const string Setting = "AzureWebJobsStorage";

    public static TableServiceClient Tables(IConfiguration configuration)
    {
        var options = Patient(new TableClientOptions());
        return configuration[Setting] is { Length: > 0 } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(AddressOf("table", configuration), Credential(configuration), options);
    }

    // Messages are text (see UsageMessage), so the queue is used without an encoding of its own, as host.json says too.
    public static QueueServiceClient Queues(IConfiguration configuration)
    {
        var options = Patient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        return configuration[Setting] is { Length: > 0 } connection
            ? new QueueServiceClient(connection, options)
            : new QueueServiceClient(AddressOf("queue", configuration), Credential(configuration), options);
    }

    public static BlobServiceClient Blobs(IConfiguration configuration)
    {
        var options = Patient(new BlobClientOptions());
        return configuration[Setting] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, options)
            : new BlobServiceClient(AddressOf("blob", configuration), Credential(configuration), options);
    }

    // A caller is better told soon to come again than kept waiting: the default is four tries of 100 s each.
    private static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
        return options;
    }

    private static Uri AddressOf(string service, IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        return section[$"{service}ServiceUri"] is { Length: > 0 } address
            ? new Uri(address)
            : section["accountName"] is { Length: > 0 } account
                ? new Uri($"https://{account}.{service}.core.windows.net")
                : throw new InvalidOperationException(
                    $"No storage is configured. Set {Setting} to a connection string, or {Setting}__accountName for an identity.");
    }

    private static TokenCredential Credential(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        return string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(
                section["clientId"] is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential();
    }
}
