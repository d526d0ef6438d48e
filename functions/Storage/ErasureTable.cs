using Azure;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Who asks to be erased, who was erased up to when, and how far the erasures have got. Erased users stay listed as long as usage from before could still
/// arrive: somewhat longer than it is kept at all.
/// </summary>
public sealed class ErasureTable(TableServiceClient tables, TimeProvider clock)
{
    private const string UntilColumn = "until";
    private const string UserColumn = "user";
    private const string RequestedAtColumn = "requested_at";
    private const string ProgressedAtColumn = "progressed_at";
    private const string CompletedAtColumn = "completed_at";
    private const string AfterColumn = "after";
    private const string TemplatesColumn = "templates";
    private const string RowsColumn = "rows";

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.ErasuresTable);
    private volatile Snapshot? _latest;

    /// <summary>
    /// Lists a user as erased, up to what a clock that is ahead may have sent by now, and begins the operation that removes its rows.
    /// From this moment on no answer counts what it did before, whether the rows are gone yet or not.
    /// </summary>
    public async Task<ErasureOperation> BeginAsync(Guid user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = await ListAsync(user, HalfHour.Of(now + UsageOptions.ClockTolerance), cancellationToken);
        var operation = new ErasureOperation(Guid.NewGuid(), user, until, now, now, CompletedAt: null, After: null, Templates: 0, Rows: 0);
        await _table.AddEntityAsync(ToRow(operation), cancellationToken);
        _latest = null;
        return operation;
    }

    /// <summary>An operation; null when there is none of the id.</summary>
    public async Task<ErasureOperation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Operations, StorageKeys.Id(id), cancellationToken: cancellationToken);
        return row.HasValue ? Of(row.Value!) : null;
    }

    /// <summary>Every operation that is remembered, newest first.</summary>
    public async Task<IReadOnlyList<ErasureOperation>> GetAsync(CancellationToken cancellationToken)
    {
        var operations = new List<ErasureOperation>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Operations, cancellationToken: cancellationToken))
        {
            operations.Add(Of(row));
        }

        return [.. operations.OrderByDescending(operation => operation.RequestedAt).ThenBy(operation => operation.Id)];
    }

    /// <summary>Notes that a user asks to be erased; who has asked already has asked since then.</summary>
    public Task RequestAsync(Guid user, CancellationToken cancellationToken) => TableRows.TryReplaceAsync(
        _table,
        new TableEntity(StorageKeys.ErasureRequests, StorageKeys.Id(user)) { [RequestedAtColumn] = clock.GetUtcNow() },
        etag: null,
        cancellationToken);

    /// <summary>Forgets that a user asks to be erased: it was done, declined or taken back.</summary>
    public Task CloseRequestAsync(Guid user, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(StorageKeys.ErasureRequests, StorageKeys.Id(user), ETag.All, cancellationToken);

    /// <summary>Since when a user asks to be erased; null for who does not.</summary>
    public async Task<DateTimeOffset?> FindRequestAsync(Guid user, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.ErasureRequests, StorageKeys.Id(user), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetDateTimeOffset(RequestedAtColumn) : null;
    }

    /// <summary>Who asks to be erased, and since when; who has waited for longest first.</summary>
    public async Task<IReadOnlyList<(Guid User, DateTimeOffset RequestedAt)>> GetRequestsAsync(CancellationToken cancellationToken)
    {
        var requests = new List<(Guid User, DateTimeOffset RequestedAt)>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.ErasureRequests, cancellationToken: cancellationToken))
        {
            requests.Add((Guid.ParseExact(row.RowKey, "N"), row.GetDateTimeOffset(RequestedAtColumn)!.Value));
        }

        return [.. requests.OrderBy(request => request.RequestedAt).ThenBy(request => request.User)];
    }

    /// <summary>The operations that are not completed and have not got on since an instant.</summary>
    public async Task<IReadOnlyList<ErasureOperation>> GetStalledAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var stalled = new List<ErasureOperation>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Operations} and progressed_at lt {since}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (Of(row) is { CompletedAt: null } operation)
            {
                stalled.Add(operation);
            }
        }

        return stalled;
    }

    /// <summary>Stores how far an operation has got, unless another worker got it on since it was read: false then.</summary>
    public Task<bool> TryAdvanceAsync(ErasureOperation operation, CancellationToken cancellationToken) =>
        TableRows.TryReplaceAsync(_table, ToRow(operation with { ProgressedAt = clock.GetUtcNow() }), operation.ETag, cancellationToken);

    /// <summary>Everybody that was erased, as known a second ago or later.</summary>
    public async Task<ErasedUsers> GetErasedAsync(CancellationToken cancellationToken)
    {
        if (_latest is { } latest && clock.GetElapsedTime(latest.ReadAt) < MaxAge)
        {
            return latest.Users;
        }

        return await ReadErasedAsync(cancellationToken);
    }

    /// <summary>Everybody that was erased, as it is now.</summary>
    public async Task<ErasedUsers> ReadErasedAsync(CancellationToken cancellationToken)
    {
        var readAt = clock.GetTimestamp();
        var until = new Dictionary<Guid, HalfHour>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Erased, cancellationToken: cancellationToken))
        {
            until.Add(Guid.ParseExact(row.RowKey, "N"), UntilOf(row));
        }

        var users = until.Count == 0 ? ErasedUsers.Nobody : new ErasedUsers(until);
        _latest = new Snapshot(readAt, users);
        return users;
    }

    /// <summary>Forgets erased users and operations of whom nothing can be left: erased before an instant.</summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var last = HalfHour.Of(before).Number;
        var filter = TableClient.CreateQueryFilter($"until lt {last}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await _table.DeleteEntityAsync(row, row.ETag, cancellationToken);
        }
    }

    private static HalfHour UntilOf(TableEntity row) => new(row.GetInt32(UntilColumn)!.Value);

    private static TableEntity ToRow(ErasureOperation operation) => new(StorageKeys.Operations, StorageKeys.Id(operation.Id))
    {
        [UserColumn] = operation.User,
        [UntilColumn] = operation.Until.Number,
        [RequestedAtColumn] = operation.RequestedAt,
        [ProgressedAtColumn] = operation.ProgressedAt,
        [CompletedAtColumn] = operation.CompletedAt,
        [AfterColumn] = operation.After,
        [TemplatesColumn] = operation.Templates,
        [RowsColumn] = operation.Rows,
    };

    private static ErasureOperation Of(TableEntity row) => new(
        Guid.ParseExact(row.RowKey, "N"),
        row.GetGuid(UserColumn)!.Value,
        UntilOf(row),
        row.GetDateTimeOffset(RequestedAtColumn)!.Value,
        row.GetDateTimeOffset(ProgressedAtColumn)!.Value,
        row.GetDateTimeOffset(CompletedAtColumn),
        row.GetGuid(AfterColumn),
        row.GetInt32(TemplatesColumn)!.Value,
        row.GetInt32(RowsColumn)!.Value)
    {
        ETag = row.ETag,
    };

    // A second erasure never takes back a part of the first one, whatever the clocks say.
    private async Task<HalfHour> ListAsync(Guid user, HalfHour until, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Erased, StorageKeys.Id(user), cancellationToken: cancellationToken);
            if (known.HasValue && UntilOf(known.Value!) >= until)
            {
                return UntilOf(known.Value!);
            }

            var row = new TableEntity(StorageKeys.Erased, StorageKeys.Id(user)) { [UntilColumn] = until.Number };
            if (await TableRows.TryReplaceAsync(_table, row, known.HasValue ? known.Value!.ETag : (ETag?)null, cancellationToken))
            {
                return until;
            }
        }
    }

    private sealed record Snapshot(long ReadAt, ErasedUsers Users);
}
