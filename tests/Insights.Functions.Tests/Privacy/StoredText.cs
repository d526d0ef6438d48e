using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Parquet;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>
/// All text that an account holds, wherever and in whatever form: every table, queue and container that is there, not only those that are
/// known. What can be read in two ways is there in both.
/// </summary>
internal static class StoredText
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each text with where it is, such as <c>table builds</c>.</summary>
    public static async Task<IReadOnlyList<(string Place, string Text)>> OfAsync(string storage) =>
        [.. await TablesAsync(new TableServiceClient(storage)), .. await QueuesAsync(new QueueServiceClient(storage)), .. await BlobsAsync(new BlobServiceClient(storage))];

    /// <summary>What a segment says in words.</summary>
    public static IEnumerable<string> Of(UsageSegment segment) =>
        [.. segment.Users.Select(Id), .. segment.Agents.Select(Id), .. segment.SessionNames, .. segment.AppNames];

    /// <summary>What a message of a queue says: of one that cannot be read, what it is.</summary>
    public static IEnumerable<string> OfMessage(string text)
    {
        yield return text;
        UsageMessage message;
        try
        {
            message = UsageMessage.Parse(text);
        }
        catch (SegmentFormatException)
        {
            yield break;
        }

        foreach (var word in message.Parts.SelectMany(part => Of(SegmentCodec.Decode(part.Segment.Span)).Append(Id(part.Template))))
        {
            yield return word;
        }
    }

    private static async Task<List<(string, string)>> TablesAsync(TableServiceClient tables)
    {
        var found = new List<(string, string)>();
        await foreach (var table in tables.QueryAsync(cancellationToken: Cancel))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancel))
            {
                found.AddRange(row.SelectMany(column => Of(column.Value).Append(column.Key)).Select(text => ($"table {table.Name}", text)));
                if (table.Name == StorageNames.UsageTable)
                {
                    found.AddRange(Of(new UsageRow(row).Segment).Select(text => ($"table {table.Name}", text)));
                }
            }
        }

        return found;
    }

    private static async Task<List<(string, string)>> QueuesAsync(QueueServiceClient queues)
    {
        var found = new List<(string, string)>();
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: Cancel))
        {
            foreach (var message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32, Cancel)).Value)
            {
                found.AddRange(OfMessage(message.MessageText).Select(text => ($"queue {queue.Name}", text)));
            }
        }

        return found;
    }

    private static async Task<List<(string, string)>> BlobsAsync(BlobServiceClient blobs)
    {
        var found = new List<(string, string)>();
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: Cancel))
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata, Azure.Storage.Blobs.Models.BlobStates.None, prefix: null, Cancel))
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(Cancel)).Value.Content.ToArray();
                string[] texts = [blob.Name, .. blob.Metadata.Values, .. Of(content), .. blob.Name.EndsWith(".parquet", StringComparison.Ordinal) ? await ColumnsAsync(content) : []];
                found.AddRange(texts.Select(text => ($"container {container.Name}", text)));
            }
        }

        return found;
    }

    // The columns of text; in the others are numbers and half-hours.
    private static async Task<IEnumerable<string>> ColumnsAsync(byte[] file)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file), cancellationToken: Cancel);
        var found = new List<string>();
        for (var number = 0; number < reader.RowGroupCount; number++)
        {
            using var group = reader.OpenRowGroupReader(number);
            foreach (var field in reader.Schema.DataFields.Where(field => !field.ClrType.IsPrimitive && field.ClrType != typeof(DateTime)))
            {
                var column = new string?[group.RowCount];
                await group.ReadAsync(field, column.AsMemory(), cancellationToken: Cancel);
                found.AddRange(column.OfType<string>());
            }
        }

        return found;
    }

    private static IEnumerable<string> Of(object? value) => value switch
    {
        null => [],
        byte[] bytes => [Encoding.UTF8.GetString(bytes), Encoding.Latin1.GetString(bytes), Convert.ToHexStringLower(bytes)],
        DateTimeOffset time => [time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)],
        IFormattable other => [other.ToString(format: null, CultureInfo.InvariantCulture)],
        _ => [value.ToString()!],
    };

    private static string Id(Guid id) => id.ToString("D");
}
