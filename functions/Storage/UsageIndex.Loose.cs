using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <content>The list of partitions that are loose: that have, or may get, rows besides sealed ones.</content>
public sealed partial class UsageIndex
{
    private const string TouchedColumn = "touched";
    private const string RewrittenColumn = "rewritten";
    private const string QueuedColumn = "queued";
    private const string CheckedColumn = "checked";
    private const string DueColumn = "due";

    /// <summary>Beyond how many remembered touches the oldest are forgotten; a touch that is forgotten is written again.</summary>
    private const int MaxRemembered = 20_000;

    // A touch need not be written again by this process for its interval.
    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), DateTimeOffset> _touches = [];

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

    /// <summary>Those partitions of templates that are loose, from one UTC day to another, both included.</summary>
    internal async Task<IReadOnlyDictionary<(Guid Template, DateOnly Day), LoosePartition>> GetLooseAsync(
        IReadOnlyList<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var loose = new Dictionary<(Guid, DateOnly), LoosePartition>();
        if (first == last && templates.Count == 1)
        {
            if (await FindLooseAsync(templates[0], first, cancellationToken) is { } found)
            {
                loose.Add((found.Template, first), found);
            }

            return loose;
        }

        var (from, end) = (StorageKeys.IndexedPartition(Guid.Empty, first), StorageKeys.IndexedPartition(Guid.Empty, last.AddDays(1)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Loose} and RowKey ge {from} and RowKey lt {end}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (ToLoose(row) is var partition && templates.Contains(partition.Template))
            {
                loose.Add((partition.Template, partition.Day), partition);
            }
        }

        return loose;
    }

    /// <summary>A partition if it is loose.</summary>
    internal async Task<LoosePartition?> FindLooseAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.Loose, StorageKeys.IndexedPartition(template, day), cancellationToken: cancellationToken);
        return row.HasValue ? ToLoose(row.Value!) : null;
    }

    /// <summary>Notes that passes over loose partitions were made, and when the next ones have something to do.</summary>
    internal Task NotePassesAsync(
        IReadOnlyDictionary<(Guid Template, DateOnly Day), (DateTimeOffset Began, DateTimeOffset Due)> passes, CancellationToken cancellationToken) =>
        MergeAsync(
            passes.Keys,
            partition => [(CheckedColumn, passes[partition].Began), (DueColumn, passes[partition].Due)],
            cancellationToken);

    /// <summary>
    /// Takes partitions that were loose off the list, unless somebody touched them since they were read. The changes are in the journal
    /// before: a reader that does not find a partition among the loose ones any more finds the change.
    /// </summary>
    internal async Task RemoveLooseAsync(IReadOnlyCollection<LoosePartition> loose, CancellationToken cancellationToken)
    {
        await AddChangesAsync(loose.Select(partition => (partition.Template, partition.Day)), cancellationToken);

        // One that was touched goes on being loose; the next pass over it is due as for any other.
        await TableRows.DeleteUnchangedAsync(
            _table,
            StorageKeys.Loose,
            [.. loose.Select(partition => (StorageKeys.IndexedPartition(partition.Template, partition.Day), partition.ETag))],
            cancellationToken);
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
}
