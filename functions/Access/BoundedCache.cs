using Microsoft.Extensions.Caching.Memory;

namespace Insights.Functions.Access;

/// <summary>Things by keys that callers choose, in so many places and no more: those that are not asked for are forgotten first.</summary>
/// <param name="capacity">How many there are at most. What comes when it is full may not be kept.</param>
/// <param name="idle">How long something is kept that nobody asks for.</param>
internal sealed class BoundedCache<T>(int capacity, TimeSpan idle) : IDisposable
    where T : class
{
    private readonly MemoryCache _items = new(new MemoryCacheOptions { SizeLimit = capacity });
    private readonly Lock _lock = new();

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The thing of a key, which is made if need be: once, however many ask for it at the same time.</summary>
    public T GetOrAdd(string key, Func<string, T> make)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        lock (_lock)
        {
            return Find(key) ?? _items.Set(key, make(key), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = idle });
        }
    }

    /// <summary>The thing of a key; null when there is none.</summary>
    public T? Find(string key) => _items.TryGetValue(key, out T? item) ? item : null;

    /// <summary>Forgets the thing of a key.</summary>
    public void Remove(string key) => _items.Remove(key);

    /// <inheritdoc/>
    public void Dispose() => _items.Dispose();
}
