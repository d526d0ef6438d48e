using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Insights.Functions.Access;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Tags;

/// <summary>Tells states of the catalog apart, as reports see it.</summary>
public sealed class CatalogDigest(CatalogCache catalog, AccessDirectory directory)
{
    // What was read once is looked at once: reports go on with it for a while.
    private readonly ConditionalWeakTable<object, StrongBox<UInt128>> _known = [];

    /// <summary>What parts of the catalog say now.</summary>
    internal async Task<UInt128> OfAsync(NamedPeople named, ReportParts parts, IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var digest = new ContentDigest().Add((long)parts);
        foreach (var user in await catalog.GetSystemUsersAsync(cancellationToken))
        {
            digest.Add(user);
        }

        if (parts.HasFlag(ReportParts.Users))
        {
            digest.Add(Of(await catalog.GetUsersAsync(named, cancellationToken), CatalogJson.Default.User));
        }

        if (parts.HasFlag(ReportParts.Templates))
        {
            digest.Add(Of(await catalog.GetTemplatesAsync(cancellationToken), CatalogJson.Default.Template));
        }

        if (parts.HasFlag(ReportParts.Groups))
        {
            digest.Add(Of(await catalog.GetGroupsAsync(cancellationToken), CatalogJson.Default.Group));
        }

        if (parts.HasFlag(ReportParts.Organizations))
        {
            digest.Add(Of(await directory.GetOrganizationsAsync(cancellationToken), CatalogJson.Default.Organization));
        }

        return parts.HasFlag(ReportParts.Apps) ? digest.Add(await catalog.GetAppsDigestAsync(templates, cancellationToken)).Value : digest.Value;
    }

    private UInt128 Of<T>(IReadOnlyDictionary<Guid, T> items, JsonTypeInfo<T> type) =>
        _known.GetValue(items, _ => new StrongBox<UInt128>(ContentDigest.Of(items.Values, type))).Value;
}
