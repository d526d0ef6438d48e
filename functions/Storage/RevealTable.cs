using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>Reveals, newest first. They are few: officers are people, and none has many at a time.</summary>
public sealed class RevealTable(TableServiceClient tables)
{
    private const string UserColumn = "user";
    private const string RequestedAtColumn = "requested_at";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.RevealsTable);

    /// <summary>Stores a new reveal.</summary>
    public Task AddAsync(Reveal reveal, CancellationToken cancellationToken) => _table.AddEntityAsync(ToRow(reveal), cancellationToken);

    /// <summary>A reveal; null when there is none of the id.</summary>
    public async Task<Reveal?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Reveals, StorageKeys.Reveal(id), cancellationToken: cancellationToken);
        return row.HasValue ? Of(row.Value!) : null;
    }

    /// <summary>The reveals of a person, newest first.</summary>
    public Task<IReadOnlyList<Reveal>> GetOfUserAsync(Guid user, CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Reveals} and user eq {user}"), int.MaxValue, cancellationToken);

    /// <summary>The reveals that were asked for since an instant, newest first.</summary>
    public Task<IReadOnlyList<Reveal>> GetSinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Reveals} and requested_at ge {since}"), int.MaxValue, cancellationToken);

    /// <summary>Up to <paramref name="limit"/> reveals, newest first, after one of them; null for the newest.</summary>
    public Task<IReadOnlyList<Reveal>> GetAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        var row = after is { } id ? StorageKeys.Reveal(id) : "";
        return ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Reveals} and RowKey gt {row}"), limit, cancellationToken);
    }

    /// <summary>Stores what became of a reveal, unless somebody else wrote it since it was read: false then.</summary>
    public Task<bool> TryReplaceAsync(Reveal reveal, CancellationToken cancellationToken) =>
        TableRows.TryReplaceAsync(_table, ToRow(reveal), reveal.ETag, cancellationToken);

    /// <summary>Forgets the reveals that were asked for before an instant.</summary>
    public async Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Reveals} and requested_at lt {before}"), int.MaxValue, cancellationToken);
        await TableRows.DeleteAsync(_table, StorageKeys.Reveals, old.Select(reveal => StorageKeys.Reveal(reveal.Id)), cancellationToken);
    }

    private async Task<IReadOnlyList<Reveal>> ReadAsync(string filter, int limit, CancellationToken cancellationToken)
    {
        var reveals = new List<Reveal>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (reveals.Count == limit)
            {
                break;
            }

            reveals.Add(Of(row));
        }

        return reveals;
    }

    private static Reveal Of(TableEntity row) => TableRows.Of(row, AccessJson.Default.Reveal) with { ETag = row.ETag };

    private static TableEntity ToRow(Reveal reveal)
    {
        var row = TableRows.ToEntity(StorageKeys.Reveals, StorageKeys.Reveal(reveal.Id), reveal, AccessJson.Default.Reveal);
        row[UserColumn] = reveal.UserId;
        row[RequestedAtColumn] = reveal.RequestedAt;
        return row;
    }
}
