using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>Makes the tables and queues that are not there yet, before anything else starts.</summary>
public sealed class StorageSetup(TableServiceClient tables, QueueServiceClient queues, IOptions<StorageOptions> options) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.CreateStorage
            ? Task.WhenAll(
            [
                .. StorageNames.Tables.Select(name => tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
                .. StorageNames.Queues
                    .SelectMany(name => new[] { name, name + StorageNames.PoisonSuffix })
                    .Select(name => queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            ])
            : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
