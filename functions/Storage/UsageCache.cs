using System.Collections.Concurrent;
using Insights.Functions.Usage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>
/// Usage in memory, bounded by bytes. As long as a partition is not loose and no change of it is in the journal, what is known of it is
/// all of it; both are read with two small queries, at most once a second, so that a late event is seen within seconds. Of a loose
/// partition the first reader after such a look lists the keys, and reads the rows that are not known; what this process writes its
/// readers see at once.
/// </summary>
public sealed class UsageCache : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>How far back the journal is read again each time: differing clocks and slow writers.</summary>
    private static readonly TimeSpan JournalOverlap = TimeSpan.FromMinutes(15);

    /// <summary>After how long without a look everything is forgotten: before the journal is.</summary>
    private static readonly TimeSpan MaxAbsence = TimeSpan.FromHours(12);

    private readonly UsageIndex _index;
    private readonly TimeProvider _clock;
    private readonly MemoryCache _entries;
    private readonly UsageOptions _usage;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seenChanges = [];

    // In which look a change of a partition was last seen. Who looked before that may have read it before it changed.
    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), (long Look, DateTimeOffset Since)> _changed = [];
    private long _look;
    private long _clearedIn;
    private (long ReadAt, Task<LooseSet> Loose)? _latest;
    private DateTimeOffset? _followedUntil;

    /// <summary>An empty cache.</summary>
    public UsageCache(UsageIndex index, TimeProvider clock, IOptions<StorageOptions> options, IOptions<UsageOptions> usage)
    {
        _usage = usage.Value;
        _index = index;
        _clock = clock;
        _entries = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.CacheMegabytes * 1024L * 1024L, TrackStatistics = true });
    }

    /// <summary>About how much memory is taken, in MiB.</summary>
    internal double Megabytes => (_entries.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0) / (1024.0 * 1024.0);

    /// <summary>Which partitions are loose; what is known of all others is all of them afterwards.</summary>
    internal Task<LooseSet> ValidateAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // One look after the other, so that a higher number never stands for an earlier one.
            if (_latest is not { } latest || latest.Loose.IsFaulted || (latest.Loose.IsCompleted && _clock.GetElapsedTime(latest.ReadAt) >= MaxAge))
            {
                // Many may wait for one reading, so that no single caller's patience ends it.
                latest = (_clock.GetTimestamp(), ReadAsync());
                _latest = latest;
            }

            return latest.Loose.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What is known of a partition; null for nothing.</summary>
    internal KnownDay? Find(Guid template, DateOnly day) => _entries.TryGetValue((template, day), out KnownDay? known) ? known : null;

    /// <summary>
    /// Keeps what a partition holds. What was read before a change that others have seen already is in doubt, so that the next reader looks
    /// at the partition's keys.
    /// </summary>
    /// <param name="template">The template of the partition.</param>
    /// <param name="day">Its day.</param>
    /// <param name="known">What it holds.</param>
    /// <param name="loose">What <see cref="ValidateAsync"/> said before it was read.</param>
    internal void Put(Guid template, DateOnly day, KnownDay known, LooseSet loose)
    {
        Set(template, day, known.As(loose.Look, doubt: !IsCurrent(template, day, loose)));
        if (!IsCurrent(template, day, loose))
        {
            Set(template, day, known.As(loose.Look, doubt: true));
        }
    }

    /// <summary>This process has written rows of partitions: its readers look at their keys at once, and not only after the next look.</summary>
    internal void Wrote(IEnumerable<(Guid Template, DateOnly Day)> partitions)
    {
        var (look, now) = (Interlocked.Increment(ref _look), _clock.GetUtcNow());
        foreach (var partition in partitions)
        {
            Doubt(partition, look, now);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private void Set(Guid template, DateOnly day, KnownDay known) =>
        _entries.Set((template, day), known, new MemoryCacheEntryOptions { Size = known.MemorySize });

    private void Doubt((Guid Template, DateOnly Day) partition, long look, DateTimeOffset since)
    {
        _changed[partition] = (look, since);
        if (Find(partition.Template, partition.Day) is { } known)
        {
            Set(partition.Template, partition.Day, known.As(known.Look, doubt: true));
        }
    }

    private bool IsCurrent(Guid template, DateOnly day, LooseSet loose) =>
        loose.Look >= Interlocked.Read(ref _clearedIn)
        && !(_changed.TryGetValue((template, day), out var change) && change.Look > loose.Look);

    // The loose partitions first: whoever takes one off the list writes the journal before.
    private async Task<LooseSet> ReadAsync()
    {
        var now = _clock.GetUtcNow();
        var look = Interlocked.Increment(ref _look);
        var loose = await _index.GetLooseKeysAsync(CancellationToken.None);
        if (_followedUntil is { } until && now - until < MaxAbsence && now >= until)
        {
            await FollowAsync(until - JournalOverlap, look);
        }
        else
        {
            Interlocked.Exchange(ref _clearedIn, look);
            _entries.Clear();
            _seenChanges.Clear();

            // What is in the journal now was in the table before anybody reads on: later looks need not forget it again.
            await FollowAsync(now - JournalOverlap, look);
        }

        _followedUntil = now;
        return new LooseSet(
            loose.ToHashSet(),
            DateOnly.FromDateTime(now.UtcDateTime),
            _usage.FirstDay(now),
            look);
    }

    private async Task FollowAsync(DateTimeOffset since, long look)
    {
        foreach (var change in await _index.GetChangesAsync(since, CancellationToken.None))
        {
            if (_seenChanges.TryAdd(change, since))
            {
                Doubt(StorageKeys.ParseChange(change), look, since);
            }
        }

        foreach (var (change, seenSince) in _seenChanges)
        {
            if (seenSince < since - JournalOverlap)
            {
                _seenChanges.TryRemove(change, out _);
            }
        }

        foreach (var (partition, change) in _changed)
        {
            if (change.Since < since - JournalOverlap)
            {
                _changed.TryRemove(KeyValuePair.Create(partition, change));
            }
        }
    }
}
