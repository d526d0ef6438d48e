using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Insights.Functions.Storage;

/// <summary>Rows that hold one item as JSON each, and how many of them are written together.</summary>
internal static class TableRows
{
    private const int Parallelism = 8;

    /// <summary>
    /// What one entity group transaction takes: 100 rows and 4 MiB. Bytes travel as base64, a third longer; the rest is for keys.
    /// </summary>
    private const int TransactionRows = 100;
    private const int TransactionBytes = 5 * 512 * 1024;

    public static TableEntity ToEntity<T>(string partition, string row, T item, JsonTypeInfo<T> type) =>
        EntityBytes.ToEntity(partition, row, JsonSerializer.SerializeToUtf8Bytes(item, type));

    public static T Of<T>(TableEntity entity, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(EntityBytes.Of(entity), type)
        ?? throw new InvalidDataException($"The row {entity.RowKey} of the partition {entity.PartitionKey} holds no {type.Type.Name}.");

    /// <summary>Writes rows of any partitions, each partition's in as few transactions as the limits allow.</summary>
    public static Task UpsertAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        UpsertAsync(table, rows, TableTransactionActionType.UpsertReplace, cancellationToken);

    /// <summary>Writes rows as another <see cref="UpsertAsync(TableClient, IEnumerable{TableEntity}, CancellationToken)"/> does, in a given way.</summary>
    public static Task UpsertAsync(
        TableClient table, IEnumerable<TableEntity> rows, TableTransactionActionType type, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            rows.GroupBy(row => row.PartitionKey),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (partition, cancel) =>
            {
                // A transaction takes a row once; the last one of a key is what a sequence of writes would leave.
                var distinct = partition.GroupBy(row => row.RowKey).Select(same => same.Last());
                foreach (var transaction in Transactions(distinct, EntityBytes.LengthOf))
                {
                    await table.SubmitTransactionAsync(transaction.Select(row => new TableTransactionAction(type, row)), cancel);
                }
            });

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
        catch (RequestFailedException e) when (IsConflict(e))
        {
            return false;
        }
    }

    /// <summary>
    /// Does what is to be done with rows of one partition, in as few transactions as the limits allow, each row on the condition that
    /// comes with it. False when somebody else wrote one of them; transactions before that one are done.
    /// </summary>
    public static async Task<bool> TrySubmitAsync(TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var transaction in Transactions(actions, action => EntityBytes.LengthOf((TableEntity)action.Entity)))
            {
                await table.SubmitTransactionAsync(transaction, cancellationToken);
            }

            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Whether a row could not be written because somebody else has written or deleted it since it was read.</summary>
    public static bool IsConflict(RequestFailedException e) =>
        e.Status == 412 || e.ErrorCode == TableErrorCode.EntityAlreadyExists || e.ErrorCode == TableErrorCode.ResourceNotFound;

    /// <summary>Whether one transaction takes all that is to be written and deleted.</summary>
    public static bool FitTransaction(List<TableEntity> writes, string[] deletes) =>
        writes.Count + deletes.Length <= TransactionRows && writes.Sum(EntityBytes.LengthOf) <= TransactionBytes;

    /// <summary>Writes and deletes rows of one partition in one transaction. False, and nothing was done, when a row to delete is gone.</summary>
    public static async Task<bool> TryReplaceAllAsync(
        TableClient table, List<TableEntity> writes, string partition, string[] deletes, CancellationToken cancellationToken)
    {
        var actions = writes.ConvertAll(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        actions.AddRange(Deletions(partition, deletes));
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

    /// <summary>Deletes those of some rows of one partition that nobody wrote since they were read.</summary>
    public static async Task DeleteUnchangedAsync(
        TableClient table, string partition, IReadOnlyList<(string Key, ETag ETag)> rows, CancellationToken cancellationToken)
    {
        foreach (var transaction in rows.Chunk(TransactionRows))
        {
            if (transaction.Length == 1 || !await TryDeleteAllAsync(transaction))
            {
                foreach (var (key, etag) in transaction)
                {
                    await DeleteIfUnchangedAsync(key, etag);
                }
            }
        }

        async Task<bool> TryDeleteAllAsync((string Key, ETag ETag)[] all)
        {
            try
            {
                await table.SubmitTransactionAsync(
                    all.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row.Key), row.ETag)), cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 412)
            {
                return false;
            }
        }

        async Task DeleteIfUnchangedAsync(string key, ETag etag)
        {
            try
            {
                await table.DeleteEntityAsync(partition, key, etag, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Somebody wrote it.
            }
        }
    }

    /// <summary>Deletes all rows of the partitions from one key to before another.</summary>
    public static Task DeleteRangeAsync(TableClient table, string first, string end, CancellationToken cancellationToken) =>
        DeleteWhereAsync(table, TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}"), cancellationToken);

    /// <summary>Deletes all rows that a filter finds.</summary>
    public static async Task DeleteWhereAsync(TableClient table, string filter, CancellationToken cancellationToken)
    {
        var rows = table.QueryAsync<TableEntity>(
            filter, select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var page in rows.AsPages())
        {
            foreach (var partition in page.Values.GroupBy(row => row.PartitionKey))
            {
                await DeleteAsync(table, partition.Key, partition.Select(row => row.RowKey), cancellationToken);
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Deletions(string partition, IEnumerable<string> keys) =>
        keys.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key) { ETag = ETag.All }));

    private static IEnumerable<List<T>> Transactions<T>(IEnumerable<T> rows, Func<T, int> lengthOf)
    {
        var (transaction, bytes) = (new List<T>(), 0);
        foreach (var row in rows)
        {
            var length = lengthOf(row);
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
