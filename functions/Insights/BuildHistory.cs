using System.Collections.Concurrent;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Insights.Functions.Insights;

/// <summary>
/// Every build of a template that is kept, without its parameters: what tells when workspaces ran, however long ago they were started.
/// The builds of long ago hardly ever change, so they are read once in a while; those of the last days are read again all the time. What this
/// process writes is read again at once.
/// </summary>
public sealed class BuildHistory(BuildTable builds, TimeProvider clock) : IDisposable
{
    /// <summary>How long another instance's writing may go unnoticed: of builds of the last days, and of older ones.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxAgeOfOld = TimeSpan.FromMinutes(30);

    /// <summary>How long after it was made a build gets what it does not have yet: its job has ended by then.</summary>
    private const int DaysOfChange = 2;

    /// <summary>How many builds are kept, of about 200 bytes; a part counts as one more.</summary>
    private const int MaxKept = 200_000;

    private readonly MemoryCache _parts = new(new MemoryCacheOptions { SizeLimit = MaxKept });
    private readonly ConcurrentDictionary<(Guid Template, DateOnly From, DateOnly To), Task<Part>> _reading = [];

    /// <summary>The builds of some templates that were made from one instant to before another.</summary>
    internal async Task<IReadOnlyList<WorkspaceBuild>> GetAsync(
        IReadOnlyCollection<Guid> templates, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        [.. (await PartsAsync(templates, cancellationToken)).SelectMany(part => part.Builds).Where(build => from <= build.CreatedAt && build.CreatedAt < until)];

    /// <summary>What tells these builds apart from others.</summary>
    internal async Task<UInt128> DigestAsync(IReadOnlyCollection<Guid> templates, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        ContentDigest.Sum((await PartsAsync(templates, cancellationToken)).SelectMany(part => part.DigestsOf(from, until)));

    /// <inheritdoc/>
    public void Dispose() => _parts.Dispose();

    private async Task<Part[]> PartsAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        // The months before, the days of this one that change no more, and those that do.
        var changing = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-DaysOfChange);
        DateOnly[] bounds = [DateOnly.FromDateTime(DateTime.UnixEpoch), new(changing.Year, changing.Month, 1), changing, DateOnly.MaxValue];
        return await Task.WhenAll(
            from template in templates
            from bound in Enumerable.Range(0, bounds.Length - 1)
            where bounds[bound] < bounds[bound + 1]
            select PartAsync((template, bounds[bound], bounds[bound + 1]), bounds[bound] == changing ? MaxAge : MaxAgeOfOld, cancellationToken));
    }

    private async Task<Part> PartAsync((Guid Template, DateOnly From, DateOnly To) key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        while (true)
        {
            if (_parts.TryGetValue(key, out Part? known) && known!.Writes == builds.WritesOf(key.Template, key.From, key.To) && clock.GetElapsedTime(known.ReadAt) < maxAge)
            {
                // Before it is too old it is read again beside the callers, who go on with what is there.
                if (clock.GetElapsedTime(known.ReadAt) >= maxAge / 2)
                {
                    _ = _reading.GetOrAdd(key, ReadAsync);
                }

                return known;
            }

            // Many may wait for one reading, so that no single caller's patience ends it. One that had begun already may lack what was
            // written before the caller asked.
            var part = await _reading.GetOrAdd(key, ReadAsync).WaitAsync(cancellationToken);
            if (part.ReadAt >= askedAt || part.Writes == builds.WritesOf(key.Template, key.From, key.To))
            {
                return part;
            }
        }
    }

    private async Task<Part> ReadAsync((Guid Template, DateOnly From, DateOnly To) key)
    {
        // The caller is to have the task before it ends.
        await Task.Yield();
        try
        {
            var (readAt, writes) = (clock.GetTimestamp(), builds.WritesOf(key.Template, key.From, key.To));
            var read = await builds.GetAsync([key.Template], StartOf(key.From), StartOf(key.To), CancellationToken.None);
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            var part = new Part(
                [.. read.Select(build => build with { Parameters = [], WorkspaceName = names.TryGetValue(build.WorkspaceName, out var name) ? name : names[build.WorkspaceName] = build.WorkspaceName })],
                writes,
                readAt);
            _parts.Set(key, part, new MemoryCacheEntryOptions { Size = 1 + part.Builds.Length });
            return part;
        }
        finally
        {
            _reading.TryRemove(key, out _);
        }
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private sealed record Part(WorkspaceBuild[] Builds, long Writes, long ReadAt)
    {
        // Made when somebody asks for a tag.
        private readonly Lazy<UInt128[]> _digests = new(() => Array.ConvertAll(Builds, build => ContentDigest.Of([build], CatalogJson.Default.WorkspaceBuild)));

        public IEnumerable<UInt128> DigestsOf(DateTimeOffset from, DateTimeOffset until) =>
            _digests.Value.Where((_, index) => from <= Builds[index].CreatedAt && Builds[index].CreatedAt < until);
    }
}
