using System.Collections.Concurrent;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Since when there is usage of each template: the first half-hour ever recorded, whether it is still kept or was purged or erased.
/// Before it nothing is known, which is something else than that nothing happened.
/// </summary>
/// <remarks>
/// A row is a half-hour that usage came for when no earlier one was known; the earliest of a template counts. Rows are only added, so
/// that many may add them at once and in any order; those that do not count any more are deleted by night.
/// </remarks>
public sealed class UsageStarts : IDisposable
{
    private const int Parallelism = 8;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly TableClient _table;
    private readonly TableClient _usage;
    private readonly UsageIndex _index;
    private readonly Cached<Known> _read;
    private readonly ConcurrentDictionary<Guid, HalfHour> _known = [];
    private readonly ConcurrentDictionary<Guid, bool> _without = [];
    private readonly SemaphoreSlim _adding = new(1);
    private long _writes;
    private DateOnly? _tallied;

    /// <summary>The starts that the index holds.</summary>
    public UsageStarts(TableServiceClient tables, UsageIndex index, TimeProvider clock)
    {
        _table = tables.GetTableClient(StorageNames.IndexTable);
        _usage = tables.GetTableClient(StorageNames.UsageTable);
        _index = index;
        _read = new(() => Interlocked.Read(ref _writes), ReadAsync, MaxAge, clock);
    }

    /// <summary>The first half-hour of each template with usage, as known ten seconds ago or later and after every write of this process.</summary>
    public async Task<IReadOnlyDictionary<Guid, HalfHour>> GetAsync(CancellationToken cancellationToken) => (await _read.GetAsync(cancellationToken)).Starts;

    /// <summary>
    /// The last UTC day of which there may be counts in the place of people, as known then too; null for none. It stays when people are to be
    /// kept for longer from now on: what was counted is counted.
    /// </summary>
    internal ValueTask<DateOnly?> FindTalliedAsync(CancellationToken cancellationToken)
    {
        // Nearly always it is known, and asked for by each report several times.
        var read = _read.GetAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? new(read.Result.Tallied) : FindAsync(read);

        static async ValueTask<DateOnly?> FindAsync(Task<Known> read) => (await read).Tallied;
    }

    /// <summary>Notes that there may be counts in the place of people up to a UTC day: before the first of them is written.</summary>
    internal async Task NoteTalliedAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (_tallied >= day)
        {
            return;
        }

        await TableRows.UpsertAsync(_table, [new TableEntity(StorageKeys.Starts, StorageKeys.TalliedUntil(day))], cancellationToken);
        var earlier = new List<string>();
        await foreach (var row in Rows(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {StorageKeys.Starts} and RowKey ge {StorageKeys.TalliedUntil(DateOnly.MinValue)} and RowKey lt {StorageKeys.TalliedUntil(day)}"),
            cancellationToken))
        {
            earlier.Add(row.RowKey);
        }

        await TableRows.DeleteAsync(_table, StorageKeys.Starts, earlier, cancellationToken);
        _tallied = day;
        Interlocked.Increment(ref _writes);
    }

    /// <summary>
    /// Makes sure that half-hours are not before the starts of their templates. It is called before a template gets into the index with
    /// its first usage; a template that is there without a start is one of an earlier release, or has builds alone.
    /// </summary>
    internal async Task AddAsync(IEnumerable<(Guid Template, HalfHour HalfHour)> usage, CancellationToken cancellationToken)
    {
        var first = usage.GroupBy(part => part.Template, part => part.HalfHour).ToDictionary(parts => parts.Key, parts => parts.Min());
        if (!first.Any(IsNews))
        {
            return;
        }

        await _adding.WaitAsync(cancellationToken);
        try
        {
            if (first.Any(IsNews))
            {
                await ReadAsync(cancellationToken);
                await WriteAsync([.. first.Where(IsNews)], cancellationToken);
            }
        }
        finally
        {
            _adding.Release();
        }
    }

    /// <summary>Deletes the rows of a template that do not count any more.</summary>
    internal async Task TrimAsync(Guid template, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var (from, to) = StorageKeys.StartsOf(template);
        await foreach (var row in Rows(
            TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Starts} and RowKey ge {from} and RowKey le {to}"), cancellationToken))
        {
            keys.Add(row.RowKey);
        }

        await TableRows.DeleteAsync(_table, StorageKeys.Starts, [.. keys.Skip(1)], cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _adding.Dispose();

    private bool IsNews(KeyValuePair<Guid, HalfHour> first) => !(_known.TryGetValue(first.Key, out var known) && known <= first.Value);

    private async Task<Known> ReadAsync(CancellationToken cancellationToken)
    {
        var (starts, tallied) = (new Dictionary<Guid, HalfHour>(), (DateOnly?)null);
        await foreach (var row in Rows(TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Starts}"), cancellationToken))
        {
            if (StorageKeys.ParseTalliedUntil(row.RowKey) is { } day)
            {
                tallied = day;
                continue;
            }

            // The keys of a template are in order of time: the first is the one that counts.
            var (template, halfHour) = StorageKeys.ParseStart(row.RowKey);
            starts.TryAdd(template, halfHour);
        }

        foreach (var (template, start) in await FindMissingAsync(starts, cancellationToken))
        {
            starts.Add(template, start);
        }

        foreach (var (template, start) in starts)
        {
            _known.AddOrUpdate(template, start, (_, known) => known < start ? known : start);
        }

        return new Known(starts, tallied);
    }

    // What earlier releases stored has no start: it is looked for once, by the day of its first row.
    private async Task<IReadOnlyCollection<KeyValuePair<Guid, HalfHour>>> FindMissingAsync(
        Dictionary<Guid, HalfHour> starts, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<Guid, HalfHour>();
        var missing = (await _index.GetTemplatesAsync(cancellationToken)).Where(template => !starts.ContainsKey(template) && !_without.ContainsKey(template));
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                if (await FindFirstDayAsync(template, cancel) is { } day)
                {
                    found[template] = HalfHour.FirstOf(day);
                }
                else
                {
                    _without[template] = true;
                }
            });
        await WriteRowsAsync(found, cancellationToken);
        return found;
    }

    private async Task WriteAsync(IReadOnlyCollection<KeyValuePair<Guid, HalfHour>> starts, CancellationToken cancellationToken)
    {
        await WriteRowsAsync(starts, cancellationToken);
        foreach (var (template, start) in starts)
        {
            _known[template] = start;
        }

        Interlocked.Increment(ref _writes);
    }

    private Task WriteRowsAsync(IReadOnlyCollection<KeyValuePair<Guid, HalfHour>> starts, CancellationToken cancellationToken) => TableRows.UpsertAsync(
        _table, starts.Select(start => new TableEntity(StorageKeys.Starts, StorageKeys.Start(start.Key, start.Value))), cancellationToken);

    private async Task<DateOnly?> FindFirstDayAsync(Guid template, CancellationToken cancellationToken)
    {
        var (from, to) = (StorageKeys.UsagePartition(template, DateOnly.MinValue), StorageKeys.UsagePartition(template, DateOnly.MaxValue));
        var rows = _usage.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey le {to}"),
            maxPerPage: 1,
            select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            return StorageKeys.ParseUsagePartition(row.PartitionKey).Day;
        }

        return null;
    }

    private Azure.AsyncPageable<TableEntity> Rows(string filter, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken);

    private sealed record Known(IReadOnlyDictionary<Guid, HalfHour> Starts, DateOnly? Tallied);
}
