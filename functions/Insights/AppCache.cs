using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Insights.Functions.Insights;

/// <summary>
/// The applications of templates, of those that are asked for, for a while: a template with many makes no report of another one
/// slower. What this process writes is read again at once.
/// </summary>
public sealed class AppCache(AppTable apps, TimeProvider clock) : IDisposable
{
    /// <summary>How long another instance's writing may go unnoticed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    /// <summary>How many applications are kept; a template counts as one more.</summary>
    private const int MaxKept = 100_000;

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>The applications of some templates.</summary>
    public async Task<IReadOnlyList<AppDefinition>> GetAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        [.. (await EntriesAsync(templates, cancellationToken)).SelectMany(entry => entry.Apps)];

    /// <summary>What tells the applications of some templates apart from others.</summary>
    internal async Task<UInt128> DigestAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        ContentDigest.Sum((await EntriesAsync(templates, cancellationToken)).Select(entry => entry.Digest));

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private async Task<IReadOnlyList<Entry>> EntriesAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var found = new List<Entry>();
        var missing = new List<Guid>();
        foreach (var template in templates)
        {
            if (_entries.TryGetValue(template, out Entry? known) && known!.Writes == apps.WritesOf(template) && clock.GetElapsedTime(known.ReadAt) < MaxAge)
            {
                found.Add(known);
            }
            else
            {
                missing.Add(template);
            }
        }

        if (missing.Count == 0)
        {
            return found;
        }

        var (readAt, writes) = (clock.GetTimestamp(), missing.ToDictionary(template => template, apps.WritesOf));
        var read = (await apps.GetAsync(missing, cancellationToken)).ToLookup(definition => definition.TemplateId);
        foreach (var template in missing)
        {
            var entry = new Entry([.. read[template]], writes[template], readAt);
            _entries.Set(template, entry, new MemoryCacheEntryOptions { Size = 1 + entry.Apps.Length });
            found.Add(entry);
        }

        return found;
    }

    private sealed record Entry(AppDefinition[] Apps, long Writes, long ReadAt)
    {
        private readonly Lazy<UInt128> _digest = new(() => ContentDigest.Of(Apps, CatalogJson.Default.AppDefinition));

        public UInt128 Digest => _digest.Value;
    }
}
