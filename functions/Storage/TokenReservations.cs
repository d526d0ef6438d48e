using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// Keeps the number of tokens that somebody has exact, however many are asked for at once. Who makes a token first writes its id into
/// the one row of whom it is for, on condition that nobody wrote that row since the tokens were counted.
/// </summary>
public sealed class TokenReservations(TableServiceClient tables, TimeProvider clock)
{
    /// <summary>After how long a token that was not made will not be: its maker has stopped.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.TokensTable);

    /// <summary>Reserves a token. False when there are as many as there may be.</summary>
    /// <param name="owner">Whom it is for; null for a service.</param>
    /// <param name="id">Its id.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="count">Gives the ids of those that there are; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<bool> TryReserveAsync(
        Guid? owner, string id, int most, Func<CancellationToken, Task<HashSet<string>>> count, CancellationToken cancellationToken)
    {
        while (true)
        {
            // This row before the tokens: a reservation that is gone from it by then has become one of them.
            var (row, reserved) = await ReadAsync(owner, cancellationToken);
            var there = await count(cancellationToken);
            var now = clock.GetUtcNow();
            var pending = reserved.Where(other => !there.Contains(other.Id) && now - other.At < MaxAge).ToArray();
            if (there.Count + pending.Length >= most)
            {
                return false;
            }

            if (await TryWriteAsync(owner, [.. pending, new TokenReservation(id, now)], row, cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>Takes back what was reserved for a token that was made and revoked since.</summary>
    internal async Task ReleaseAsync(Guid? owner, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (row, reserved) = await ReadAsync(owner, cancellationToken);
            if (reserved.All(other => other.Id != id) || await TryWriteAsync(owner, [.. reserved.Where(other => other.Id != id)], row, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<(TableEntity? Row, IReadOnlyList<TokenReservation> Reserved)> ReadAsync(Guid? owner, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.TokensOf(owner), StorageKeys.TokenReservations, cancellationToken: cancellationToken);
        return row.HasValue ? (row.Value, TableRows.Of(row.Value!, AccessJson.Default.IReadOnlyListTokenReservation)) : (null, []);
    }

    private Task<bool> TryWriteAsync(Guid? owner, IReadOnlyList<TokenReservation> reserved, TableEntity? row, CancellationToken cancellationToken) =>
        TableRows.TryReplaceAsync(
            _table,
            TableRows.ToEntity(StorageKeys.TokensOf(owner), StorageKeys.TokenReservations, reserved, AccessJson.Default.IReadOnlyListTokenReservation),
            row?.ETag,
            cancellationToken);
}
