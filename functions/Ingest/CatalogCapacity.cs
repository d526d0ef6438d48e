using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Ingest;

/// <summary>Refuses users and templates that the catalog has no room for. Those that it has can be changed, however full it is.</summary>
/// <remarks>
/// It is judged by the catalog that is in memory anyway, at most a minute old, and newer at once where this process wrote. So what comes at one moment, or
/// within a minute by other instances, may go beyond the limit by as much.
/// </remarks>
public sealed class CatalogCapacity(AccessDirectory directory, IOptions<CatalogOptions> options)
{
    private const string UsersSetting = "Insights__Catalog__MaxUsers";
    private const string TemplatesSetting = "Insights__Catalog__MaxTemplates";
    private const string Refusal = $"The catalog is full ({UsersSetting}, {TemplatesSetting}). Nothing was stored.";

    /// <summary>Looks at what a request says before any of it is stored.</summary>
    /// <exception cref="ApiException">400, naming each user and template that is one too many.</exception>
    internal async Task DemandAsync(CatalogItems items, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        if (items.Users.Count > 0)
        {
            var users = await directory.GetUsersAsync(cancellationToken);
            Check(
                CatalogItems.UsersList,
                items.Users.Select(user => user.Id),
                id => users.Find(id) is not null,
                room: options.Value.MaxUsers - users.Count,
                $"is one too many: the catalog may have {options.Value.MaxUsers} users ({UsersSetting})",
                validation);
        }

        if (items.Templates.Count > 0)
        {
            var templates = await directory.GetTemplatesAsync(cancellationToken);
            Check(
                CatalogItems.TemplatesList,
                items.Templates.Select(template => template.Id),
                templates.ContainsKey,
                room: options.Value.MaxTemplates - templates.Count,
                $"is one too many: the catalog may have {options.Value.MaxTemplates} templates ({TemplatesSetting})",
                validation);
        }

        validation.ThrowIfInvalid(Refusal);
    }

    private static void Check(string list, IEnumerable<Guid> ids, Func<Guid, bool> isKnown, int room, string detail, Validation validation)
    {
        var added = new HashSet<Guid>();
        foreach (var (index, id) in ids.Index())
        {
            if (isKnown(id) || added.Contains(id))
            {
                continue;
            }

            if (added.Count < room)
            {
                added.Add(id);
            }
            else
            {
                validation.Add($"{list}[{index}].id", detail);
            }
        }
    }
}
