using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// What the usage table holds, so that nobody has to search it: the templates with usage or builds (events may come before the
/// catalog, so the catalog cannot tell), the partitions that are loose, and a journal of what changed in sealed partitions.
/// </summary>
public sealed class UsageIndex(TableServiceClient tables, TimeProvider clock)
{
    private const string TouchedColumn = "touched";
    private const string RewrittenColumn = "rewritten";
    private const string QueuedColumn = "queued";
    private const string CheckedColumn = "checked";
    private const string DueColumn = "due";

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>Beyond how many remembered touches the oldest are forgotten; a touch that is forgotten is written again.</summary>
    private const int MaxRemembered = 20_000;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.IndexTable);

    // What was written need not be written again by this process: a template ever, a touch for its interval.
    private readonly ConcurrentDictionary<Guid, bool> _templates = [];
    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), DateTimeOffset> _touches = [];
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

    /// <summary>
    /// Marks partitions as loose before rows are appended to them. Returns those that were marked now; of the others this process has said
    /// so lately. Whoever appends to an old day asks for a pass over it: the mark says that this was done.
    /// </summary>
    internal async Task<IReadOnlyList<(Guid Template, DateOnly Day)>> TouchAsync(
        IEnumerable<(Guid Template, DateOnly Day)> partitions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stale = partitions.Distinct().Where(partition => !IsFresh(partition, now)).ToArray();
        await MergeAsync(
            stale,
            partition => LoosePartition.IsOld(partition.Day, now)
                ? [(TouchedColumn, now), (QueuedColumn, now)]
                : [(TouchedColumn, now)],
            cancellationToken);
        if (_touches.Count > MaxRemembered)
        {
            _touches.Clear();
        }

        foreach (var partition in stale)
        {
            _touches[partition] = now;
        }

        return stale;
    }

    /// <summary>Marks a partition as loose before rows of it are rewritten.</summary>
    internal Task NoteRewritingAsync(Guid template, DateOnly day, CancellationToken cancellationToken) =>
        MergeAsync([(template, day)], _ => [(RewrittenColumn, clock.GetUtcNow())], cancellationToken);

    /// <summary>Notes of partitions that a pass over them is asked for.</summary>
    internal Task NoteQueuedAsync(IReadOnlyCollection<(Guid Template, DateOnly Day)> partitions, DateTimeOffset at, CancellationToken cancellationToken) =>
        MergeAsync(partitions, _ => [(QueuedColumn, at)], cancellationToken);

    /// <summary>Every loose partition, by day.</summary>
    internal async Task<IReadOnlyList<LoosePartition>> GetLooseAsync(CancellationToken cancellationToken)
    {
        var loose = new List<LoosePartition>();
        await foreach (var row in Rows(StorageKeys.Loose, cancellationToken))
        {
            loose.Add(ToLoose(row));
        }

        return loose;
    }

    /// <summary>Which partitions are loose, and nothing else of them.</summary>
    internal async Task<IReadOnlyList<(Guid Template, DateOnly Day)>> GetLooseKeysAsync(CancellationToken cancellationToken) =>
        (await KeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Loose}"), cancellationToken))
            .ConvertAll(key => StorageKeys.ParseIndexedPartition(key));

    /// <summary>A partition if it is loose.</summary>
    internal async Task<LoosePartition?> FindLooseAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.Loose, StorageKeys.IndexedPartition(template, day), cancellationToken: cancellationToken);
        return row.HasValue ? ToLoose(row.Value!) : null;
    }

    /// <summary>Notes that a pass over a loose partition was made, and when the next one has something to do.</summary>
    internal Task NotePassAsync(Guid template, DateOnly day, DateTimeOffset began, DateTimeOffset due, CancellationToken cancellationToken) =>
        MergeAsync([(template, day)], _ => [(CheckedColumn, began), (DueColumn, due)], cancellationToken);

    /// <summary>
    /// Takes a partition that was loose off the list, unless somebody touched it since it was read. The change is in the journal before:
    /// a reader that does not find the partition among the loose ones any more finds the change.
    /// </summary>
    internal async Task RemoveLooseAsync(LoosePartition loose, CancellationToken cancellationToken)
    {
        await AddChangeAsync(loose.Template, loose.Day, cancellationToken);
        try
        {
            await _table.DeleteEntityAsync(
                StorageKeys.Loose, StorageKeys.IndexedPartition(loose.Template, loose.Day), loose.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // It goes on being loose; the next pass is due as for any other.
        }
    }

    /// <summary>Writes into the journal that the sealed rows of a partition changed.</summary>
    internal Task AddChangeAsync(Guid template, DateOnly day, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(StorageKeys.Changes, StorageKeys.Change(clock.GetUtcNow(), template, day)), TableUpdateMode.Replace, cancellationToken);

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

    private static LoosePartition ToLoose(TableEntity row)
    {
        var (template, day) = StorageKeys.ParseIndexedPartition(row.RowKey);
        var appended = row.GetDateTimeOffset(TouchedColumn) ?? DateTimeOffset.MinValue + LoosePartition.QuietPeriod;
        return new LoosePartition(
            template,
            day,
            appended,
            row.GetDateTimeOffset(RewrittenColumn) is { } rewritten && rewritten > appended ? rewritten : appended,
            row.GetDateTimeOffset(QueuedColumn),
            row.GetDateTimeOffset(CheckedColumn),
            row.GetDateTimeOffset(DueColumn),
            row.ETag);
    }

    private bool IsFresh((Guid Template, DateOnly Day) partition, DateTimeOffset now) =>
        _touches.TryGetValue(partition, out var touched) && now - touched < LoosePartition.TouchInterval(partition.Day, now) && touched <= now;

    private Task MergeAsync(
        IEnumerable<(Guid Template, DateOnly Day)> partitions,
        Func<(Guid Template, DateOnly Day), (string Column, DateTimeOffset Value)[]> columns,
        CancellationToken cancellationToken) => TableRows.UpsertAsync(
            _table,
            partitions.Select(partition =>
            {
                var row = new TableEntity(StorageKeys.Loose, StorageKeys.IndexedPartition(partition.Template, partition.Day));
                foreach (var (column, value) in columns(partition))
                {
                    row[column] = value;
                }

                return row;
            }),
            TableTransactionActionType.UpsertMerge,
            cancellationToken);

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
