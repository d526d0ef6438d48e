using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// What the usage table holds, so that nobody has to search it: the templates with usage or builds (events may come before the
/// catalog, so the catalog cannot tell), the partitions that are loose, and a journal of what changed in sealed partitions.
/// </summary>
public sealed partial class UsageIndex(TableServiceClient tables, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.IndexTable);

    // What was written need not be written again by this process.
    private readonly ConcurrentDictionary<Guid, bool> _templates = [];
    private volatile Snapshot? _latest;

    /// <summary>Makes sure that templates are in the index.</summary>
    public async Task AddTemplatesAsync(IEnumerable<Guid> templates, CancellationToken cancellationToken)
    {
        var missing = templates.Distinct().Where(template => !_templates.ContainsKey(template)).ToArray();
        await TableRows.UpsertAsync(
            _table, missing.Select(template => new TableEntity(StorageKeys.Templates, StorageKeys.Id(template))), cancellationToken);
        foreach (var template in missing)
        {
            _templates.TryAdd(template, true);
        }
    }

    /// <summary>Every template in the index, ascending, as known a second ago or later and after every write of this process.</summary>
    public async Task<IReadOnlyList<Guid>> GetTemplatesAsync(CancellationToken cancellationToken)
    {
        if (_latest is { } latest && latest.Written == _templates.Count && clock.GetElapsedTime(latest.ReadAt) < MaxAge)
        {
            return latest.Templates;
        }

        var (readAt, written) = (clock.GetTimestamp(), _templates.Count);
        var templates = new List<Guid>();
        await foreach (var row in Rows(StorageKeys.Templates, cancellationToken))
        {
            templates.Add(Guid.ParseExact(row.RowKey, "N"));
        }

        _latest = new Snapshot(readAt, written, templates);
        return templates;
    }

    /// <summary>Fails when the table does not answer.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == StorageKeys.Templates, maxPerPage: 1, cancellationToken: cancellationToken).AsPages())
        {
            return;
        }
    }

    /// <summary>Writes into the journal that the sealed rows of a partition changed.</summary>
    internal Task AddChangeAsync(Guid template, DateOnly day, CancellationToken cancellationToken) => AddChangesAsync([(template, day)], cancellationToken);

    private Task AddChangesAsync(IEnumerable<(Guid Template, DateOnly Day)> partitions, CancellationToken cancellationToken) => TableRows.UpsertAsync(
        _table,
        partitions.Select(partition => new TableEntity(StorageKeys.Changes, StorageKeys.Change(clock.GetUtcNow(), partition.Template, partition.Day))),
        cancellationToken);

    /// <summary>The keys of the journal from an instant on.</summary>
    internal async Task<IReadOnlyList<string>> GetChangesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Changes} and RowKey ge {StorageKeys.ChangesFrom(since)}");
        return await KeysAsync(filter, cancellationToken);
    }

    /// <summary>Forgets the journal before an instant, and loose partitions and imports of days before another.</summary>
    internal async Task TrimAsync(DateTimeOffset changesBefore, DateOnly firstDay, CancellationToken cancellationToken)
    {
        await DeleteBeforeAsync(StorageKeys.Changes, StorageKeys.ChangesFrom(changesBefore), cancellationToken);
        await DeleteBeforeAsync(StorageKeys.Loose, StorageKeys.IndexedPartition(Guid.Empty, firstDay), cancellationToken);
        await DeleteBeforeAsync(StorageKeys.Imports, StorageKeys.ImportsFrom(firstDay), cancellationToken);
    }

    private async Task DeleteBeforeAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {key}");
        await TableRows.DeleteAsync(_table, partition, await KeysAsync(filter, cancellationToken), cancellationToken);
    }

    private async Task<List<string>> KeysAsync(string filter, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private AsyncPageable<TableEntity> Rows(string partition, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken);

    private sealed record Snapshot(long ReadAt, int Written, IReadOnlyList<Guid> Templates);
}
