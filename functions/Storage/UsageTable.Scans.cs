using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <content>Ordered range scans over the partitions of a template.</content>
public sealed partial class UsageTable
{
    /// <summary>
    /// The rows of a template from one UTC day to another, both included, a partition at a time: one ordered range scan.
    /// </summary>
    internal IAsyncEnumerable<(DateOnly Day, IReadOnlyList<UsageRow> Rows)> ScanRowsAsync(
        Guid template, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        ScanRowsAsync(template, first, last, long.MaxValue, cancellationToken);

    /// <summary>The same; of a partition not many more bytes than <paramref name="maxLength"/>, the last row being the one that exceeds it.</summary>
    internal async IAsyncEnumerable<(DateOnly Day, IReadOnlyList<UsageRow> Rows)> ScanRowsAsync(
        Guid template, DateOnly first, DateOnly last, long maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (day, entities) in ScanAsync(template, first, last, loose: false, select: null, maxLength, cancellationToken))
        {
            yield return (day, entities.ConvertAll(entity => new UsageRow(entity)));
        }
    }

    /// <summary>Those of these rows that are not sealed.</summary>
    internal async IAsyncEnumerable<(DateOnly Day, IReadOnlyList<UsageRow> Rows)> ScanLooseRowsAsync(
        Guid template, DateOnly first, DateOnly last, long maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (day, entities) in ScanAsync(template, first, last, loose: true, select: null, maxLength, cancellationToken))
        {
            yield return (day, entities.ConvertAll(entity => new UsageRow(entity)));
        }
    }

    /// <summary>The keys of these rows.</summary>
    internal async IAsyncEnumerable<(DateOnly Day, IReadOnlyList<string> Keys)> ScanKeysAsync(
        Guid template, DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (day, entities) in ScanAsync(template, first, last, loose: false, [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)], long.MaxValue, cancellationToken))
        {
            yield return (day, entities.ConvertAll(entity => entity.RowKey));
        }
    }

    private async IAsyncEnumerable<(DateOnly Day, List<TableEntity> Rows)> ScanAsync(
        Guid template, DateOnly first, DateOnly last, bool loose, IEnumerable<string>? select, long maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (StorageKeys.UsagePartition(template, first), StorageKeys.UsagePartition(template, last));
        var filter = first == last
            ? TableClient.CreateQueryFilter($"PartitionKey eq {from}")
            : TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey le {to}");
        filter = loose ? $"{filter} and {TableClient.CreateQueryFilter($"RowKey lt {StorageKeys.SealedRows}")}" : filter;
        var (partition, rows, length) = ((string?)null, new List<TableEntity>(), 0L);
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken))
        {
            if (row.PartitionKey != partition && partition is not null)
            {
                yield return (StorageKeys.ParseUsagePartition(partition).Day, rows);
                (rows, length) = ([], 0);
            }

            partition = row.PartitionKey;
            if (length <= maxLength)
            {
                rows.Add(row);
                length += row.GetInt32(EntityBytes.LengthColumn) ?? 0;
            }
        }

        if (partition is not null)
        {
            yield return (StorageKeys.ParseUsagePartition(partition).Day, rows);
        }
    }
}
