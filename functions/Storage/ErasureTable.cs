using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Who was erased up to when, and how far the erasures have got. Erased users stay listed as long as usage from before could still
/// arrive: as long as it is kept at all.
/// </summary>
public sealed class ErasureTable(TableServiceClient tables, TimeProvider clock)
{
    private const string UntilColumn = "until";
    private const string UserColumn = "user";
    private const string RequestedAtColumn = "requested_at";
    private const string CompletedAtColumn = "completed_at";
    private const string TemplatesColumn = "templates";
    private const string RowsColumn = "rows";

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.ErasuresTable);
    private volatile Snapshot? _latest;

    /// <summary>
    /// Lists a user as erased up to now and begins the operation that removes its rows. From this moment on no answer counts what it
    /// did before, whether the rows are gone yet or not.
    /// </summary>
    public async Task<ErasureOperation> BeginAsync(Guid user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var operation = new ErasureOperation(Guid.NewGuid(), user, now, CompletedAt: null, Templates: 0, Rows: 0);
        await _table.UpsertEntityAsync(
            new TableEntity(StorageKeys.Erased, StorageKeys.Id(user)) { [UntilColumn] = HalfHour.Of(now).Number }, TableUpdateMode.Replace, cancellationToken);
        await PutAsync(operation, cancellationToken);
        _latest = null;
        return operation;
    }

    /// <summary>An operation; null when there is none of the id.</summary>
    public async Task<ErasureOperation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Operations, StorageKeys.Id(id), cancellationToken: cancellationToken);
        return row is not { HasValue: true, Value: { } value }
            ? null
            : new ErasureOperation(
                id,
                value.GetGuid(UserColumn)!.Value,
                value.GetDateTimeOffset(RequestedAtColumn)!.Value,
                value.GetDateTimeOffset(CompletedAtColumn),
                value.GetInt32(TemplatesColumn) ?? 0,
                value.GetInt32(RowsColumn) ?? 0);
    }

    /// <summary>Stores how far an operation has got.</summary>
    public Task PutAsync(ErasureOperation operation, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(StorageKeys.Operations, StorageKeys.Id(operation.Id))
            {
                [UserColumn] = operation.User,
                [RequestedAtColumn] = operation.RequestedAt,
                [CompletedAtColumn] = operation.CompletedAt,
                [TemplatesColumn] = operation.Templates,
                [RowsColumn] = operation.Rows,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>Everybody that was erased, as known a second ago or later.</summary>
    public async Task<ErasedUsers> GetErasedAsync(CancellationToken cancellationToken)
    {
        if (_latest is { } latest && clock.GetElapsedTime(latest.ReadAt) < MaxAge)
        {
            return latest.Users;
        }

        var readAt = clock.GetTimestamp();
        var until = new Dictionary<Guid, HalfHour>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Erased, cancellationToken: cancellationToken))
        {
            until.Add(Guid.ParseExact(row.RowKey, "N"), new HalfHour(row.GetInt32(UntilColumn)!.Value));
        }

        var users = until.Count == 0 ? ErasedUsers.Nobody : new ErasedUsers(until);
        _latest = new Snapshot(readAt, users);
        return users;
    }

    /// <summary>Forgets erased users and operations of whom nothing can be left: erased before an instant.</summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var last = HalfHour.Of(before).Number;
        var erased = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Erased} and until lt {last}");
        var operations = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Operations} and requested_at lt {before}");
        foreach (var filter in new[] { erased, operations })
        {
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                await _table.DeleteEntityAsync(row, row.ETag, cancellationToken);
            }
        }
    }

    private sealed record Snapshot(long ReadAt, ErasedUsers Users);
}
