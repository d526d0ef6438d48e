using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>Rows that hold one item as JSON each, and how many of them are written together.</summary>
internal static class TableRows
{
    /// <summary>What one entity group transaction takes at most: rows, and (with room for their keys) bytes.</summary>
    private const int TransactionRows = 100;
    private const int TransactionBytes = 5 * 512 * 1024;

    public static TableEntity ToEntity<T>(string partition, string row, T item, JsonTypeInfo<T> type) =>
        EntityBytes.ToEntity(partition, row, JsonSerializer.SerializeToUtf8Bytes(item, type));

    public static T Of<T>(TableEntity entity, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(EntityBytes.Of(entity), type)
        ?? throw new InvalidDataException($"The row {entity.RowKey} of the partition {entity.PartitionKey} holds no {type.Type.Name}.");

    /// <summary>Writes rows of any partitions, each partition's in as few transactions as the limits allow.</summary>
    public static async Task UpsertAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var partition in rows.GroupBy(row => row.PartitionKey))
        {
            // A transaction takes a row once; the last one of a key is what a sequence of writes would leave.
            var distinct = partition.GroupBy(row => row.RowKey).Select(same => same.Last());
            foreach (var transaction in Transactions(distinct))
            {
                await table.SubmitTransactionAsync(
                    transaction.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Writes a row on condition that nobody else wrote it since it was read: <paramref name="etag"/> is what was read, null for
    /// nothing. False when somebody did.
    /// </summary>
    public static async Task<bool> TryReplaceAsync(TableClient table, TableEntity row, ETag? etag, CancellationToken cancellationToken)
    {
        try
        {
            if (etag is { } read)
            {
                await table.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellationToken);
            }
            else
            {
                await table.AddEntityAsync(row, cancellationToken);
            }

            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes and deletes rows of one partition in one transaction. False, and nothing was done, when they do not fit into one or when
    /// a row to delete is gone.
    /// </summary>
    public static async Task<bool> TryReplaceAllAsync(
        TableClient table, List<TableEntity> writes, string partition, IEnumerable<string> deletes, CancellationToken cancellationToken)
    {
        var actions = writes.ConvertAll(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        actions.AddRange(Deletions(partition, deletes));
        if (actions.Count > TransactionRows || writes.Sum(EntityBytes.LengthOf) > TransactionBytes)
        {
            return false;
        }

        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Deletes rows of one partition; those that are gone already are no matter.</summary>
    public static async Task DeleteAsync(TableClient table, string partition, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var transaction in keys.Chunk(TransactionRows))
        {
            try
            {
                await table.SubmitTransactionAsync(Deletions(partition, transaction), cancellationToken);
            }
            catch (TableTransactionFailedException e) when (e.Status == 404)
            {
                foreach (var key in transaction)
                {
                    await table.DeleteEntityAsync(partition, key, ETag.All, cancellationToken);
                }
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Deletions(string partition, IEnumerable<string> keys) =>
        keys.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key) { ETag = ETag.All }));

    private static IEnumerable<List<TableEntity>> Transactions(IEnumerable<TableEntity> rows)
    {
        var (transaction, bytes) = (new List<TableEntity>(), 0);
        foreach (var row in rows)
        {
            var length = EntityBytes.LengthOf(row);
            if (transaction.Count == TransactionRows || (transaction.Count > 0 && bytes + length > TransactionBytes))
            {
                yield return transaction;
                (transaction, bytes) = ([], 0);
            }

            transaction.Add(row);
            bytes += length;
        }

        if (transaction.Count > 0)
        {
            yield return transaction;
        }
    }
}
