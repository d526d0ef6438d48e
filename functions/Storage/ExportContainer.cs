using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>
/// The blobs that days are exported to, named as lakes name partitions: <c>usage/date=2026-11-17/usage.parquet</c>. What was exported when is
/// told by the blobs themselves.
/// </summary>
public sealed class ExportContainer(BlobServiceClient blobs, IOptions<StorageOptions> storage)
{
    private const string Prefix = "/date=";
    private const string Extension = ".parquet";
    private const string ExportedName = "exported";
    private const string SchemaName = "schema";
    private const string PassName = "_pass";

    /// <summary>The name of a day's file.</summary>
    internal static string NameOf(string folder, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}{Prefix}{day:yyyy-MM-dd}/{folder}{Extension}");

    /// <summary>Makes the container, where what is missing is made.</summary>
    internal Task PrepareAsync(string container, CancellationToken cancellationToken) =>
        storage.Value.CreateStorage ? blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken) : Task.CompletedTask;

    /// <summary>The days of a folder, with when each was exported and by which schema.</summary>
    internal async Task<IReadOnlyDictionary<DateOnly, (DateTimeOffset At, string Schema)>> ListAsync(string container, string folder, CancellationToken cancellationToken)
    {
        var days = new Dictionary<DateOnly, (DateTimeOffset, string)>();
        var found = blobs.GetBlobContainerClient(container).GetBlobsAsync(
            new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = folder + Prefix }, cancellationToken);
        await foreach (var blob in found)
        {
            if (DateOnly.TryParseExact(blob.Name.AsSpan((folder + Prefix).Length, "yyyy-MM-dd".Length), "yyyy-MM-dd", out var day) && blob.Name == NameOf(folder, day))
            {
                days[day] = (TimeOf(blob.Metadata), blob.Metadata.TryGetValue(SchemaName, out var schema) ? schema : "");
            }
        }

        return days;
    }

    /// <summary>Writes a day's file, in place of the one before.</summary>
    internal Task PutAsync(string container, string folder, DateOnly day, Stream content, DateTimeOffset exported, string schema, CancellationToken cancellationToken) =>
        BlobOf(container, NameOf(folder, day)).UploadAsync(
            content,
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { [ExportedName] = Text(exported), [SchemaName] = schema } },
            cancellationToken);

    /// <summary>Deletes a day's file.</summary>
    internal Task DeleteAsync(string container, string folder, DateOnly day, CancellationToken cancellationToken) =>
        BlobOf(container, NameOf(folder, day)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>When the last pass began that saw to everything; the beginning of time where there was none.</summary>
    internal async Task<DateTimeOffset> FindPassAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return TimeOf((await BlobOf(container, PassName).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return DateTimeOffset.MinValue;
        }
    }

    /// <summary>Notes when a pass began that has seen to everything.</summary>
    internal Task NotePassAsync(string container, DateTimeOffset began, CancellationToken cancellationToken) => BlobOf(container, PassName).UploadAsync(
        new BinaryData(""), new BlobUploadOptions { Metadata = new Dictionary<string, string> { [ExportedName] = Text(began) } }, cancellationToken);

    private BlobClient BlobOf(string container, string name) => blobs.GetBlobContainerClient(container).GetBlobClient(name);

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeOf(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(ExportedName, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : DateTimeOffset.MinValue;
}
