using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>The usage rows: a partition for each template and UTC day, whose rows are segments that readers merge.</summary>
public sealed class UsageTable(TableServiceClient tables, UsageIndex index)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.UsageTable);

    /// <summary>
    /// Stores a message: one row for each partition and half-hour, keyed by the message's id, so that storing it again writes the same
    /// rows. Nothing is read. Rows of one partition go in transactions.
    /// </summary>
    public async Task AppendAsync(UsageMessage message, CancellationToken cancellationToken)
    {
        // The index first: a row that the index does not lead to would be invisible, or never folded.
        await index.AddTemplatesAsync(message.Parts.Select(part => part.Template), cancellationToken);
        await index.TouchAsync(message.Parts.Select(part => (part.Template, part.HalfHour.Day)), cancellationToken);
        await TableRows.UpsertAsync(
            _table,
            message.Parts.Select(part => EntityBytes.ToEntity(
                StorageKeys.UsagePartition(part.Template, part.HalfHour.Day), StorageKeys.Delta(part.HalfHour, message.Id), part.Segment)),
            cancellationToken);
    }

    /// <summary>
    /// Puts merged segments in the place of the rows they were made from: writes them under new keys and then deletes those, in one
    /// transaction where it fits, so that a crash leaves both, which merge to the same. False when another worker was faster and the
    /// partition is to be read again.
    /// </summary>
    internal async Task<bool> TryReplaceAsync(
        Guid template, DateOnly day, IReadOnlyCollection<UsageRow> replaced, IReadOnlyCollection<(string Key, byte[] Bytes)> merged, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        var writes = merged.Select(row => EntityBytes.ToEntity(partition, row.Key, row.Bytes)).ToList();
        var deletes = replaced.Select(row => row.Key).ToArray();
        if (TableRows.FitTransaction(writes, deletes))
        {
            return await TableRows.TryReplaceAllAsync(_table, writes, partition, deletes, cancellationToken);
        }

        await TableRows.UpsertAsync(_table, writes, cancellationToken);
        await TableRows.DeleteAsync(_table, partition, deletes, cancellationToken);
        return true;
    }

    /// <summary>All rows of a partition, or those of single half-hours only, in order of their keys.</summary>
    internal Task<IReadOnlyList<UsageRow>> ReadRowsAsync(Guid template, DateOnly day, bool withSealed, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        return ReadRowsAsync(
            withSealed
                ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
                : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {StorageKeys.SealedRows}"),
            cancellationToken);
    }

    /// <summary>The sealed rows of a partition, in order of their keys.</summary>
    internal Task<IReadOnlyList<UsageRow>> ReadSealedRowsAsync(Guid template, DateOnly day, CancellationToken cancellationToken) => ReadRowsAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.UsagePartition(template, day)} and RowKey ge {StorageKeys.SealedRows}"),
        cancellationToken);

    /// <summary>Deletes the partitions of a template before a UTC day.</summary>
    internal Task DeleteBeforeAsync(Guid template, DateOnly day, CancellationToken cancellationToken) =>
        TableRows.DeleteRangeAsync(
            _table, StorageKeys.UsagePartition(template, DateOnly.MinValue), StorageKeys.UsagePartition(template, day), cancellationToken);

    /// <summary>
    /// The rows of a template from one UTC day to another, both included, a partition at a time: one ordered range scan.
    /// </summary>
    internal async IAsyncEnumerable<(DateOnly Day, IReadOnlyList<UsageRow> Rows)> ScanRowsAsync(
        Guid template, DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {StorageKeys.UsagePartition(template, first)} and PartitionKey le {StorageKeys.UsagePartition(template, last)}");
        var (partition, rows) = ((string?)null, new List<UsageRow>());
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row.PartitionKey != partition && partition is not null)
            {
                yield return (StorageKeys.ParseUsagePartition(partition).Day, rows);
                rows = [];
            }

            partition = row.PartitionKey;
            rows.Add(new UsageRow(row));
        }

        if (partition is not null)
        {
            yield return (StorageKeys.ParseUsagePartition(partition).Day, rows);
        }
    }

    /// <summary>What the whole table holds, by its keys and sizes.</summary>
    public async Task<UsageInventory> TakeInventoryAsync(CancellationToken cancellationToken)
    {
        var kinds = UsageRow.Kinds.ToDictionary(kind => kind, _ => (Rows: 0, Bytes: 0L));
        var partitions = new HashSet<string>();
        var (oldest, first, last) = ((HalfHour?)null, (DateOnly?)null, (DateOnly?)null);
        var rows = _table.QueryAsync<TableEntity>(
            select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), EntityBytes.LengthColumn], cancellationToken: cancellationToken);
        await foreach (var entity in rows)
        {
            var row = new UsageRow(entity);
            var (_, day) = StorageKeys.ParseUsagePartition(entity.PartitionKey);
            var (count, bytes) = kinds[row.Kind];
            kinds[row.Kind] = (count + 1, bytes + (entity.GetInt32(EntityBytes.LengthColumn) ?? 0));
            partitions.Add(entity.PartitionKey);
            first = first < day ? first : day;
            last = last > day ? last : day;
            if (row.IsDelta)
            {
                var halfHour = new HalfHour(HalfHour.FirstOf(day).Number + row.HalfHourOfDay!.Value);
                oldest = oldest < halfHour ? oldest : halfHour;
            }
        }

        return new UsageInventory(partitions.Count, kinds, oldest, first, last);
    }

    private async Task<IReadOnlyList<UsageRow>> ReadRowsAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = new List<UsageRow>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(new UsageRow(row));
        }

        return rows;
    }
}
