using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>The access control list of each template that has one.</summary>
public sealed class AclTable(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.AclsTable);
    private long _writes;

    /// <summary>How often this process has written: what was read before the last time may be out of date.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Every list.</summary>
    public async Task<IReadOnlyDictionary<Guid, TemplateAcl>> GetAsync(CancellationToken cancellationToken)
    {
        var lists = new Dictionary<Guid, TemplateAcl>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Acls, cancellationToken: cancellationToken))
        {
            var list = TableRows.Of(row, AccessJson.Default.TemplateAcl);
            lists.Add(list.TemplateId, list);
        }

        return lists;
    }

    /// <summary>A template's list as it is now.</summary>
    public async Task<TemplateAcl> FindAsync(Guid template, CancellationToken cancellationToken) =>
        (await ReadAsync(template, cancellationToken)).List;

    /// <summary>
    /// Changes a list, which is read and written on condition that nobody else wrote it: who lost a race reads again and changes again.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="change">Makes the new list from the one that is stored; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<TemplateAcl> ChangeAsync(Guid template, Func<TemplateAcl, TemplateAcl> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (row, before) = await ReadAsync(template, cancellationToken);
            var after = change(before);
            var entity = TableRows.ToEntity(StorageKeys.Acls, StorageKeys.Id(template), after, AccessJson.Default.TemplateAcl);
            if (await TableRows.TryReplaceAsync(_table, entity, row?.ETag, cancellationToken))
            {
                Interlocked.Increment(ref _writes);
                return after;
            }
        }
    }

    /// <summary>Stores what a source says of a list, unless it was changed here.</summary>
    public async Task<FollowOutcome> FollowAsync(TemplateAcl list, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (row, known) = await ReadAsync(list.TemplateId, cancellationToken);
            if (Outcome(row is null ? null : known, list) is not FollowOutcome.Changed and var outcome)
            {
                return outcome;
            }

            var entity = TableRows.ToEntity(StorageKeys.Acls, StorageKeys.Id(list.TemplateId), list, AccessJson.Default.TemplateAcl);
            if (await TableRows.TryReplaceAsync(_table, entity, row?.ETag, cancellationToken))
            {
                Interlocked.Increment(ref _writes);
                return FollowOutcome.Changed;
            }
        }
    }

    /// <summary>What would become of a list that a source tells; <paramref name="known"/> is null for a template that has none.</summary>
    internal static FollowOutcome Outcome(TemplateAcl? known, TemplateAcl told) =>
        known is { Origin: null } ? FollowOutcome.Kept
        : (known ?? TemplateAcl.Empty(told.TemplateId)).GrantsSameAs(told) ? FollowOutcome.Unchanged
        : FollowOutcome.Changed;

    private async Task<(TableEntity? Row, TemplateAcl List)> ReadAsync(Guid template, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Acls, StorageKeys.Id(template), cancellationToken: cancellationToken);
        return row.HasValue ? (row.Value, TableRows.Of(row.Value!, AccessJson.Default.TemplateAcl)) : (null, TemplateAcl.Empty(template));
    }
}
