using Azure;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>The browsers that are signed in: those of one credential in one partition, so that they can be counted.</summary>
public sealed class SessionTable(TableServiceClient tables)
{
    private const string DigestColumn = "sha256";
    private const string ViaColumn = "via";
    private const string CredentialColumn = "credential";
    private const string RolesColumn = "roles";
    private const string BindingColumn = "binding";
    private const string CreatedAtColumn = "created_at";
    private const string ExpiresAtColumn = "expires_at";
    private const string LastUsedAtColumn = "last_used_at";
    private const char Separator = ',';

    private readonly TableClient _table = tables.GetTableClient(StorageNames.SessionsTable);

    /// <summary>Stores a new session.</summary>
    public Task AddAsync(BrowserSession session, CancellationToken cancellationToken) => _table.AddEntityAsync(ToRow(session), cancellationToken);

    /// <summary>A session; null when there is none of the id.</summary>
    public async Task<BrowserSession?> FindAsync(string holder, string id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(holder, id, cancellationToken: cancellationToken);
        return row.HasValue ? Of(row.Value!) : null;
    }

    /// <summary>The sessions of a credential, the one that was used last first.</summary>
    public async Task<IReadOnlyList<BrowserSession>> GetAsync(string holder, CancellationToken cancellationToken)
    {
        var sessions = new List<BrowserSession>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == holder, cancellationToken: cancellationToken))
        {
            sessions.Add(Of(row));
        }

        return [.. sessions.OrderByDescending(session => session.LastUsedAt).ThenByDescending(session => session.CreatedAt)];
    }

    /// <summary>The ids of all sessions, each after its holder and a dot.</summary>
    public async Task<IReadOnlySet<string>> GetIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            ids.Add($"{row.PartitionKey}.{row.RowKey}");
        }

        return ids;
    }

    /// <summary>Deletes a session; one that is gone already is no matter.</summary>
    public Task DeleteAsync(string holder, string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(holder, id, ETag.All, cancellationToken);

    /// <summary>Notes when a session was used. One that was ended meanwhile is not written again.</summary>
    public async Task TouchAsync(BrowserSession session, DateTimeOffset usedAt, CancellationToken cancellationToken)
    {
        var row = new TableEntity(session.Holder, session.Id) { [LastUsedAtColumn] = usedAt };
        try
        {
            await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It was ended: that is known within half a minute.
        }
    }

    /// <summary>Forgets the sessions that expired before an instant, or were last used before another.</summary>
    public async Task TrimAsync(DateTimeOffset expiredBefore, DateTimeOffset usedBefore, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"expires_at lt {expiredBefore} or last_used_at lt {usedBefore}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await DeleteAsync(row.PartitionKey, row.RowKey, cancellationToken);
        }
    }

    private static TableEntity ToRow(BrowserSession session) => new(session.Holder, session.Id)
    {
        [DigestColumn] = session.Digest.ToArray(),
        [ViaColumn] = session.Via,
        [CredentialColumn] = session.Credential,
        [RolesColumn] = string.Join(Separator, session.Roles),
        [BindingColumn] = session.Binding.ToArray(),
        [CreatedAtColumn] = session.CreatedAt,
        [ExpiresAtColumn] = session.ExpiresAt,
        [LastUsedAtColumn] = session.LastUsedAt,
    };

    private static BrowserSession Of(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        row.GetBinary(DigestColumn),
        row.GetString(ViaColumn),
        row.GetString(CredentialColumn),
        row.GetString(RolesColumn).Split(Separator, StringSplitOptions.RemoveEmptyEntries),
        row.GetBinary(BindingColumn),
        row.GetDateTimeOffset(CreatedAtColumn)!.Value,
        row.GetDateTimeOffset(ExpiresAtColumn)!.Value,
        row.GetDateTimeOffset(LastUsedAtColumn)!.Value);
}
