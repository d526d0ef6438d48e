using System.Collections.Concurrent;
using Insights.Functions.Usage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>
/// Sealed usage in memory, bounded by bytes. An entry holds as long as its partition is not loose and no change of it is in the
/// journal; both are read with two small queries, at most once a second, so that a late event is seen within seconds.
/// </summary>
public sealed class SealedCache : IDisposable
{
    private const int EntryOverhead = 200;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>How far back the journal is read again each time: differing clocks and slow writers.</summary>
    private static readonly TimeSpan JournalOverlap = TimeSpan.FromMinutes(15);

    /// <summary>After how long without a look everything is forgotten: before the journal is.</summary>
    private static readonly TimeSpan MaxAbsence = TimeSpan.FromHours(12);

    private readonly UsageIndex _index;
    private readonly TimeProvider _clock;
    private readonly MemoryCache _entries;
    private readonly TimeSpan _retention;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seenChanges = [];

    // In which look a change of a partition was last seen. Who looked before that may have read it before it changed.
    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), (long Look, DateTimeOffset Since)> _changed = [];
    private long _look;
    private long _clearedIn;
    private (long ReadAt, Task<LooseSet> Loose)? _latest;
    private DateTimeOffset? _followedUntil;

    /// <summary>An empty cache.</summary>
    public SealedCache(UsageIndex index, TimeProvider clock, IOptions<StorageOptions> options, IOptions<UsageOptions> usage)
    {
        _retention = usage.Value.Retention;
        _index = index;
        _clock = clock;
        _entries = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.CacheMegabytes * 1024L * 1024L });
    }

    /// <summary>Which partitions must be read from the table; entries of all others are valid afterwards.</summary>
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

    /// <summary>What a partition holds, if it is known.</summary>
    internal bool TryGet(Guid template, DateOnly day, out UsageSegment segment)
    {
        var found = _entries.TryGetValue((template, day), out UsageSegment? known);
        segment = known ?? UsageSegment.Empty;
        return found;
    }

    /// <summary>
    /// Keeps what a partition that was not loose holds; an empty segment for one without rows. What was read before a change that
    /// others have seen already is not kept.
    /// </summary>
    /// <param name="template">The template of the partition.</param>
    /// <param name="day">Its day.</param>
    /// <param name="segment">What it holds.</param>
    /// <param name="loose">What <see cref="ValidateAsync"/> said before it was read.</param>
    internal void Put(Guid template, DateOnly day, UsageSegment segment, LooseSet loose)
    {
        if (IsCurrent(template, day, loose))
        {
            _entries.Set((template, day), segment, new MemoryCacheEntryOptions { Size = segment.MemorySize + EntryOverhead });
            if (!IsCurrent(template, day, loose))
            {
                _entries.Remove((template, day));
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private bool IsCurrent(Guid template, DateOnly day, LooseSet loose) =>
        loose.Look >= Interlocked.Read(ref _clearedIn)
        && !(_changed.TryGetValue((template, day), out var change) && change.Look > loose.Look);

    // The loose partitions first: whoever takes one off the list writes the journal before.
    private async Task<LooseSet> ReadAsync()
    {
        var now = _clock.GetUtcNow();
        var look = Interlocked.Increment(ref _look);
        var loose = await _index.GetLooseAsync(CancellationToken.None);
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
            loose.Select(partition => (partition.Template, partition.Day)).ToHashSet(),
            DateOnly.FromDateTime(now.UtcDateTime),
            DateOnly.FromDateTime((now - _retention).UtcDateTime),
            look);
    }

    private async Task FollowAsync(DateTimeOffset since, long look)
    {
        foreach (var change in await _index.GetChangesAsync(since, CancellationToken.None))
        {
            if (_seenChanges.TryAdd(change, since))
            {
                var partition = StorageKeys.ParseChange(change);
                _changed[partition] = (look, since);
                _entries.Remove(partition);
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
