using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Insights.Functions.Insights;

/// <summary>The template versions that builds name, one by one, for a while: those that no report asks for cost none anything.</summary>
public sealed class VersionCache(CatalogTable catalog, TimeProvider clock) : IDisposable
{
    /// <summary>How long another instance's writing may go unnoticed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    /// <summary>How many parameters and options are kept; a version counts as one more.</summary>
    private const int MaxKept = 200_000;

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>The versions of some ids; one that the catalog does not know is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, TemplateVersion>> GetAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, TemplateVersion>();
        var missing = new List<Guid>();
        var writes = catalog.VersionWrites;
        foreach (var id in ids.Distinct())
        {
            if (!_entries.TryGetValue(id, out Entry? known) || known!.Writes != writes || clock.GetElapsedTime(known.ReadAt) >= MaxAge)
            {
                missing.Add(id);
            }
            else if (known.Version is { } version)
            {
                found.Add(id, version);
            }
        }

        var readAt = clock.GetTimestamp();
        var read = await catalog.FindTemplateVersionsAsync(missing, cancellationToken);
        foreach (var id in missing)
        {
            var version = read.GetValueOrDefault(id);
            var size = 1 + (version?.Parameters.Sum(parameter => 1 + parameter.Options.Count) ?? 0);
            _entries.Set(id, new Entry(version, writes, readAt), new MemoryCacheEntryOptions { Size = size });
            if (version is not null)
            {
                found.Add(id, version);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private sealed record Entry(TemplateVersion? Version, long Writes, long ReadAt);
}
