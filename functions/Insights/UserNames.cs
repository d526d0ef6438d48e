using Insights.Functions.Catalog;

namespace Insights.Functions.Insights;

/// <summary>What the users of a report are called.</summary>
/// <param name="known">The users of the catalog.</param>
internal sealed class UserNames(IReadOnlyDictionary<Guid, User> known)
{
    /// <summary>The unique name and the picture of a user; one that the catalog does not know is named by its id.</summary>
    public (string Username, string AvatarUrl) Of(Guid id) => known.TryGetValue(id, out var user) ? (user.Username, user.AvatarUrl) : (id.ToString(), "");

    /// <summary>The name of a person; empty where the catalog has none.</summary>
    public string NameOf(Guid id) => known.GetValueOrDefault(id)?.Name ?? "";

    /// <summary>The names of people, by their ids; those who have none are left out.</summary>
    public IReadOnlyDictionary<Guid, string> OfPeople(IEnumerable<Guid> ids) => ids
        .Select(id => (Id: id, Name: NameOf(id)))
        .Where(person => person.Name.Length > 0)
        .ToDictionary(person => person.Id, person => person.Name);
}
