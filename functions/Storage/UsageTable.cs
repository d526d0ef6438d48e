using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>The usage rows: a partition for each template and UTC day, whose rows are segments that readers merge.</summary>
public sealed class UsageTable(TableServiceClient tables, UsageIndex index)
{
    private const int Parallelism = 8;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.UsageTable);

    /// <summary>
    /// Stores a message: one row for each partition and half-hour, keyed by the message's id, so that storing it again writes the same
    /// rows. Nothing is read. Rows of one partition go in transactions.
    /// </summary>
    public async Task AppendAsync(UsageMessage message, CancellationToken cancellationToken)
    {
        // The index first: a row that the index does not lead to would be invisible.
        await index.AddTemplatesAsync(message.Parts.Select(part => part.Template), cancellationToken);
        await Parallel.ForEachAsync(
            message.Parts.GroupBy(part => StorageKeys.UsagePartition(part.Template, part.HalfHour.Day)),
            Options(cancellationToken),
            async (partition, cancel) => await TableRows.UpsertAsync(
                _table,
                partition.Select(part => EntityBytes.ToEntity(partition.Key, StorageKeys.Delta(part.HalfHour, message.Id), part.Segment)),
                cancel));
    }

    /// <summary>
    /// The usage of some templates from one UTC day to another, both included, a merged segment for each partition. Each template is
    /// one ordered range scan; templates are read in parallel.
    /// </summary>
    public async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var found = new List<TemplateDay>();
        await Parallel.ForEachAsync(templates, Options(cancellationToken), async (template, cancel) =>
        {
            var partitions = await ScanAsync(template, first, last, cancel);
            lock (found)
            {
                found.AddRange(partitions);
            }
        });
        return found;
    }

    /// <summary>
    /// Puts merged segments in the place of the rows they were made from: writes them under new keys and then deletes those, in one
    /// transaction where it fits. A crash in between leaves both, which merge to the same; rows that are gone already are no matter.
    /// </summary>
    internal async Task ReplaceAsync(
        Guid template, DateOnly day, IReadOnlyCollection<UsageRow> replaced, IReadOnlyCollection<(string Key, byte[] Bytes)> merged, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        var writes = merged.Select(row => EntityBytes.ToEntity(partition, row.Key, row.Bytes)).ToList();
        if (!await TableRows.TryReplaceAllAsync(_table, writes, partition, replaced.Select(row => row.Key), cancellationToken))
        {
            await TableRows.UpsertAsync(_table, writes, cancellationToken);
            await TableRows.DeleteAsync(_table, partition, replaced.Select(row => row.Key), cancellationToken);
        }
    }

    /// <summary>All rows of a partition, or those of single half-hours only, in order of their keys.</summary>
    internal async Task<IReadOnlyList<UsageRow>> ReadRowsAsync(Guid template, DateOnly day, bool withSealed, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        var filter = withSealed
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {StorageKeys.SealedRows}");
        var rows = new List<UsageRow>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(new UsageRow(row));
        }

        return rows;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    private async Task<List<TemplateDay>> ScanAsync(Guid template, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {StorageKeys.UsagePartition(template, first)} and PartitionKey le {StorageKeys.UsagePartition(template, last)}");
        var partitions = new List<TemplateDay>();
        var segments = new List<UsageSegment>();
        string? partition = null;
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row.PartitionKey != partition)
            {
                Complete();
                partition = row.PartitionKey;
            }

            segments.Add(SegmentCodec.Decode(EntityBytes.Of(row)));
        }

        Complete();
        return partitions;

        void Complete()
        {
            if (partition is not null)
            {
                var (id, day) = StorageKeys.ParseUsagePartition(partition);
                partitions.Add(new TemplateDay(id, day, UsageSegment.Merge(segments)));
                segments.Clear();
            }
        }
    }
}
