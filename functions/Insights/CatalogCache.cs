using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights;

/// <summary>
/// The catalog as reports need it. It is read again when it is a few seconds old, and at once after this process has written to it:
/// names and definitions may lag behind another instance by that long; usage is never cached here.
/// </summary>
public sealed class CatalogCache(CatalogTable catalog, AppTable apps, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly Cached<IReadOnlyDictionary<Guid, User>> _users = new(() => catalog.Writes, catalog.GetUsersAsync, clock);
    private readonly Cached<IReadOnlyDictionary<Guid, Template>> _templates = new(() => catalog.Writes, catalog.GetTemplatesAsync, clock);
    private readonly Cached<IReadOnlyList<AppDefinition>> _apps = new(() => apps.Writes, apps.GetAsync, clock);

    private readonly Cached<IReadOnlyDictionary<Guid, TemplateVersion>> _versions =
        new(() => catalog.Writes, catalog.GetTemplateVersionsAsync, clock);

    /// <summary>Every user.</summary>
    public Task<IReadOnlyDictionary<Guid, User>> GetUsersAsync(CancellationToken cancellationToken) => _users.GetAsync(cancellationToken);

    /// <summary>Every template version.</summary>
    public Task<IReadOnlyDictionary<Guid, TemplateVersion>> GetTemplateVersionsAsync(CancellationToken cancellationToken) =>
        _versions.GetAsync(cancellationToken);

    /// <summary>The applications of every template.</summary>
    public Task<IReadOnlyList<AppDefinition>> GetAppsAsync(CancellationToken cancellationToken) => _apps.GetAsync(cancellationToken);

    /// <summary>Every template.</summary>
    public Task<IReadOnlyDictionary<Guid, Template>> GetTemplatesAsync(CancellationToken cancellationToken) => _templates.GetAsync(cancellationToken);

    private sealed class Cached<T>(Func<long> writes, Func<CancellationToken, Task<T>> read, TimeProvider clock)
    {
        private readonly Lock _lock = new();
        private Snapshot? _latest;

        public Task<T> GetAsync(CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                if (_latest is null || _latest.Items.IsFaulted || _latest.Writes != writes() || clock.GetElapsedTime(_latest.ReadAt, now) >= MaxAge)
                {
                    // Many may wait for one reading, so that no single caller's patience ends it.
                    _latest = new Snapshot(writes(), now, read(CancellationToken.None));
                }

                return _latest.Items.WaitAsync(cancellationToken);
            }
        }

        private sealed record Snapshot(long Writes, long ReadAt, Task<T> Items);
    }
}
