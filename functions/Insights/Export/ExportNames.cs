using Insights.Functions.Catalog;

namespace Insights.Functions.Insights.Export;

/// <summary>The names that stand beside ids: people read those, and programs these.</summary>
/// <param name="users">What users are called.</param>
/// <param name="templates">The templates of the catalog.</param>
internal sealed class ExportNames(UserNames users, IReadOnlyDictionary<Guid, Template> templates)
{
    /// <summary>The unique name of a user; the id of one that the catalog does not know.</summary>
    public string Username(Guid user) => users.Of(user).Username;

    /// <summary>The name of a user for people; empty where there is none.</summary>
    public string Name(Guid user) => users.NameOf(user);

    /// <summary>Those of some users that are listed.</summary>
    public IEnumerable<T> Listed<T>(IEnumerable<T> of) => users.Listed(of);

    /// <summary>The names of templates for people, in the order of their ids.</summary>
    public IEnumerable<string> Templates(IEnumerable<Guid> ids) => ids.Select(id =>
        templates.GetValueOrDefault(id) is { } template ? template.DisplayName.Length > 0 ? template.DisplayName : template.Name : id.ToString());
}
