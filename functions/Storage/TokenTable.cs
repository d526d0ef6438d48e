using Azure;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>API tokens, each in a partition of its own: it is looked up by its id on the way of every request.</summary>
public sealed class TokenTable(TableServiceClient tables)
{
    private const string DigestColumn = "sha256";
    private const string OwnerColumn = "owner";
    private const string NameColumn = "name";
    private const string ScopesColumn = "scopes";
    private const string CreatedAtColumn = "created_at";
    private const string ExpiresAtColumn = "expires_at";
    private const string LastUsedAtColumn = "last_used_at";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.TokensTable);

    /// <summary>Stores a new token.</summary>
    public Task AddAsync(ApiToken token, CancellationToken cancellationToken) => _table.AddEntityAsync(ToRow(token), cancellationToken);

    /// <summary>A token; null when there is none of the id.</summary>
    public async Task<ApiToken?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(id, StorageKeys.Token, cancellationToken: cancellationToken);
        return row.HasValue ? Of(row.Value!) : null;
    }

    /// <summary>Every token, expired ones too, in the order of their making.</summary>
    public async Task<IReadOnlyList<ApiToken>> GetAsync(CancellationToken cancellationToken)
    {
        var tokens = new List<ApiToken>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.RowKey == StorageKeys.Token, cancellationToken: cancellationToken))
        {
            tokens.Add(Of(row));
        }

        return [.. tokens.OrderBy(token => token.CreatedAt).ThenBy(token => token.Id, StringComparer.Ordinal)];
    }

    /// <summary>The ids of every token, expired ones too. A user has a hundred that are good, and as many others.</summary>
    public async Task<IReadOnlySet<string>> GetIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = _table.QueryAsync<TableEntity>(
            row => row.RowKey == StorageKeys.Token, select: [nameof(TableEntity.PartitionKey)], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            ids.Add(row.PartitionKey);
        }

        return ids;
    }

    /// <summary>Deletes a token; one that is gone already is no matter.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(id, StorageKeys.Token, ETag.All, cancellationToken);

    /// <summary>Notes when a token was used. One that was deleted meanwhile is not written again.</summary>
    public async Task TouchAsync(string id, DateTimeOffset usedAt, CancellationToken cancellationToken)
    {
        var row = new TableEntity(id, StorageKeys.Token) { [LastUsedAtColumn] = usedAt };
        try
        {
            await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It was revoked: that is known within a minute.
        }
    }

    /// <summary>Forgets the tokens that expired before an instant.</summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"expires_at lt {before}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await DeleteAsync(row.PartitionKey, cancellationToken);
        }
    }

    private static TableEntity ToRow(ApiToken token) => new(token.Id, StorageKeys.Token)
    {
        [DigestColumn] = token.Digest.ToArray(),
        [OwnerColumn] = token.Owner,
        [NameColumn] = token.Name,
        [ScopesColumn] = (int)token.Scopes,
        [CreatedAtColumn] = token.CreatedAt,
        [ExpiresAtColumn] = token.ExpiresAt,
        [LastUsedAtColumn] = token.LastUsedAt,
    };

    private static ApiToken Of(TableEntity row) => new(
        row.PartitionKey,
        row.GetBinary(DigestColumn),
        row.GetGuid(OwnerColumn),
        row.GetString(NameColumn),
        (TokenScopes)row.GetInt32(ScopesColumn)!.Value,
        row.GetDateTimeOffset(CreatedAtColumn)!.Value,
        row.GetDateTimeOffset(ExpiresAtColumn)!.Value,
        row.GetDateTimeOffset(LastUsedAtColumn));
}
