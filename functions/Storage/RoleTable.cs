using Azure;
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

    /// <summary>Stores a user's roles, in place of those it had.</summary>
    public async Task PutAsync(UserRoles roles, CancellationToken cancellationToken)
    {
        if (roles.Site.Count == 0 && roles.Organizations.Count == 0)
        {
            await _table.DeleteEntityAsync(StorageKeys.Roles, StorageKeys.Id(roles.UserId), ETag.All, cancellationToken);
        }
        else
        {
            var row = TableRows.ToEntity(StorageKeys.Roles, StorageKeys.Id(roles.UserId), roles, AccessJson.Default.UserRoles);
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }

        Interlocked.Increment(ref _writes);
    }
}
