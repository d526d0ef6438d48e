using Insights.Functions.Catalog;

namespace Insights.Functions.Insights.Export;

/// <summary>The names that stand beside ids: people read those, and programs these.</summary>
/// <param name="users">The users of the catalog.</param>
/// <param name="templates">The templates of the catalog.</param>
internal sealed class ExportNames(IReadOnlyDictionary<Guid, User> users, IReadOnlyDictionary<Guid, Template> templates)
{
    /// <summary>The unique name of a user; the id of one that the catalog does not know.</summary>
    public string Username(Guid user) => users.GetValueOrDefault(user)?.Username ?? user.ToString();

    /// <summary>The name of a user for people; empty where there is none.</summary>
    public string Name(Guid user) => users.GetValueOrDefault(user)?.Name ?? "";

    /// <summary>The names of templates for people, in the order of their ids.</summary>
    public IEnumerable<string> Templates(IEnumerable<Guid> ids) => ids.Select(id =>
        templates.GetValueOrDefault(id) is { } template ? template.DisplayName.Length > 0 ? template.DisplayName : template.Name : id.ToString());
}
