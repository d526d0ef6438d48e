using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights;

/// <summary>
/// The catalog as reports need it. It is read again when it is a few seconds old, and at once after this process has written to it:
/// names and definitions may lag behind another instance by that long; usage is never cached here.
/// </summary>
public sealed class CatalogCache(CatalogTable catalog, AppCache apps, VersionCache versions, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly Cached<IReadOnlyDictionary<Guid, User>> _users = new(() => catalog.Writes, catalog.GetUsersAsync, MaxAge, clock);
    private readonly Cached<IReadOnlyList<Guid>> _systemUsers = new(() => catalog.Writes, catalog.GetSystemUsersAsync, MaxAge, clock);
    private readonly Cached<IReadOnlyDictionary<Guid, Template>> _templates = new(() => catalog.Writes, catalog.GetTemplatesAsync, MaxAge, clock);

    private readonly Cached<IReadOnlyDictionary<Guid, Group>> _groups = new(() => catalog.Writes, catalog.GetGroupsAsync, MaxAge, clock);

    /// <summary>Every user, for who may know them by name.</summary>
    internal Task<IReadOnlyDictionary<Guid, User>> GetUsersAsync(NamedPeople named, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        return _users.GetAsync(cancellationToken);
    }

    /// <summary>The system users, ascending by id.</summary>
    public Task<IReadOnlyList<Guid>> GetSystemUsersAsync(CancellationToken cancellationToken) => _systemUsers.GetAsync(cancellationToken);

    /// <summary>Every group.</summary>
    public Task<IReadOnlyDictionary<Guid, Group>> GetGroupsAsync(CancellationToken cancellationToken) => _groups.GetAsync(cancellationToken);

    /// <summary>The template versions of some ids.</summary>
    public Task<IReadOnlyDictionary<Guid, TemplateVersion>> GetTemplateVersionsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        versions.GetAsync(ids, cancellationToken);

    /// <summary>The applications of some templates.</summary>
    public Task<IReadOnlyList<AppDefinition>> GetAppsAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        apps.GetAsync(templates, cancellationToken);

    /// <summary>What tells these applications apart from others.</summary>
    internal Task<UInt128> GetAppsDigestAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        apps.DigestAsync(templates, cancellationToken);

    /// <summary>Every template.</summary>
    public Task<IReadOnlyDictionary<Guid, Template>> GetTemplatesAsync(CancellationToken cancellationToken) => _templates.GetAsync(cancellationToken);
}
