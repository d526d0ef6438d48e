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
            if (_latest is not { } latest || latest.Loose.IsFaulted || _clock.GetElapsedTime(latest.ReadAt) >= MaxAge)
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

    /// <summary>Keeps what a partition that was not loose holds; an empty segment for one without rows.</summary>
    internal void Put(Guid template, DateOnly day, UsageSegment segment) =>
        _entries.Set((template, day), segment, new MemoryCacheEntryOptions { Size = segment.MemorySize + EntryOverhead });

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    // The loose partitions first: whoever takes one off the list writes the journal before.
    private async Task<LooseSet> ReadAsync()
    {
        var now = _clock.GetUtcNow();
        var loose = await _index.GetLooseAsync(CancellationToken.None);
        if (_followedUntil is { } until && now - until < MaxAbsence && now >= until)
        {
            await FollowAsync(until - JournalOverlap);
        }
        else
        {
            _entries.Clear();
            _seenChanges.Clear();
        }

        _followedUntil = now;
        return new LooseSet(
            loose.Select(partition => (partition.Template, partition.Day)).ToHashSet(),
            DateOnly.FromDateTime(now.UtcDateTime),
            DateOnly.FromDateTime((now - _retention).UtcDateTime));
    }

    private async Task FollowAsync(DateTimeOffset since)
    {
        foreach (var change in await _index.GetChangesAsync(since, CancellationToken.None))
        {
            if (_seenChanges.TryAdd(change, since))
            {
                _entries.Remove(StorageKeys.ParseChange(change));
            }
        }

        foreach (var (change, seenSince) in _seenChanges)
        {
            if (seenSince < since - JournalOverlap)
            {
                _seenChanges.TryRemove(change, out _);
            }
        }
    }
}
