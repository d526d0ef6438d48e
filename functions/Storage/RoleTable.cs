using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>The roles of each user who has any.</summary>
public sealed class RoleTable(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.RolesTable);
    private long _writes;

    /// <summary>How often this process has written: what was read before the last time may be out of date.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Everybody's roles.</summary>
    public async Task<IReadOnlyDictionary<Guid, UserRoles>> GetAsync(CancellationToken cancellationToken)
    {
        var roles = new Dictionary<Guid, UserRoles>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Roles, cancellationToken: cancellationToken))
        {
            var user = TableRows.Of(row, AccessJson.Default.UserRoles);
            roles.Add(user.UserId, user);
        }

        return roles;
    }

    /// <summary>A user's roles as they are now.</summary>
    public async Task<UserRoles> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Roles, StorageKeys.Id(user), cancellationToken: cancellationToken);
        return row.HasValue ? TableRows.Of(row.Value!, AccessJson.Default.UserRoles) : UserRoles.None(user);
    }

    /// <summary>Stores a user's roles, in place of those it had. None are stored too: that somebody here took them is to be known.</summary>
    public async Task PutAsync(UserRoles roles, CancellationToken cancellationToken)
    {
        await _table.UpsertEntityAsync(ToRow(roles), TableUpdateMode.Replace, cancellationToken);
        Interlocked.Increment(ref _writes);
    }

    /// <summary>Stores what a source says of a user's roles, unless they were set here.</summary>
    public async Task<FollowOutcome> FollowAsync(UserRoles roles, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Roles, StorageKeys.Id(roles.UserId), cancellationToken: cancellationToken);
            var known = row.HasValue ? TableRows.Of(row.Value!, AccessJson.Default.UserRoles) : null;
            if (Outcome(known, roles) is not FollowOutcome.Changed and var outcome)
            {
                return outcome;
            }

            if (await TableRows.TryReplaceAsync(_table, ToRow(roles), row.HasValue ? row.Value!.ETag : null, cancellationToken))
            {
                Interlocked.Increment(ref _writes);
                return FollowOutcome.Changed;
            }
        }
    }

    /// <summary>What would become of roles that a source tells; <paramref name="known"/> is null for a user of whom none are stored.</summary>
    internal static FollowOutcome Outcome(UserRoles? known, UserRoles told) =>
        known is { Origin: null } ? FollowOutcome.Kept
        : (known ?? UserRoles.None(told.UserId)).GrantsSameAs(told) ? FollowOutcome.Unchanged
        : FollowOutcome.Changed;

    private static TableEntity ToRow(UserRoles roles) =>
        TableRows.ToEntity(StorageKeys.Roles, StorageKeys.Id(roles.UserId), roles, AccessJson.Default.UserRoles);
}
