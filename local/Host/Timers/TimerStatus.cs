using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace DevelopmentHost.Timers;

/// <summary>When a timer ran, and when it is due. Kept in the container that Azure's host uses too, and in its form.</summary>
/// <param name="Last">The occurrence that it ran for last; <c>default</c> if there was none.</param>
/// <param name="Next">The occurrence that it waits for.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated)
{
    private const string Container = "azure-webjobs-hosts";

    /// <summary>The status of a function, as far as there is one.</summary>
    public static async Task<TimerStatus?> ReadAsync(string connection, string function, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await Blob(connection, function).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(blob.Value.Content, TimerJson.Default.TimerStatus);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound || error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }

    public async Task WriteAsync(string connection, string function, CancellationToken cancellationToken)
    {
        await new BlobContainerClient(connection, Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Blob(connection, function).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(this, TimerJson.Default.TimerStatus)), overwrite: true, cancellationToken);
    }

    private static BlobClient Blob(string connection, string function) =>
        new(connection, Container, $"timers/development-host/{function}/status");
}
