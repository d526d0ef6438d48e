using Insights.Functions.Catalog;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>What the users of a report are called, and whether it lists them at all: <see cref="PrivacyDoor"/> says.</summary>
internal sealed class UserNames
{
    /// <summary>The parameter that asks for names. It is ours, not Coder's: its reports have no names of people, so they stand beside them.</summary>
    public static readonly FlagParameter ParameterName = new("names", "Whether the names of users stand beside the report.");

    /// <summary>Where users have pseudonyms: they are called after them.</summary>
    public static readonly UserNames Pseudonyms = new(known: null);

    /// <summary>Where no user is listed.</summary>
    public static readonly UserNames Withheld = new(known: null);

    private readonly IReadOnlyDictionary<Guid, User>? _known;

    private UserNames(IReadOnlyDictionary<Guid, User>? known) => _known = known;

    /// <summary>Names of the catalog.</summary>
    public static UserNames Of(IReadOnlyDictionary<Guid, User> known) => new(known);

    /// <summary>Those of some users that are listed: all or none.</summary>
    public IEnumerable<T> Listed<T>(IEnumerable<T> users) => this == Withheld ? [] : users;

    /// <summary>The unique name and the picture of a user; one that the catalog does not know is named by its id.</summary>
    /// <exception cref="InvalidOperationException">No user is listed.</exception>
    public (string Username, string AvatarUrl) Of(Guid id) =>
        this == Withheld ? throw new InvalidOperationException("A user was named where none is listed.")
        : this == Pseudonyms ? ($"user-{id:N}"[..13], "")
        : _known!.TryGetValue(id, out var user) ? (user.Username, user.AvatarUrl) : (id.ToString(), "");

    /// <summary>The name of a user for people; empty where there is none.</summary>
    public string NameOf(Guid id) => _known?.GetValueOrDefault(id)?.Name ?? "";

    /// <summary>The names of people, by their ids; those who have none are left out.</summary>
    public IReadOnlyDictionary<Guid, string> OfPeople(IEnumerable<Guid> ids) => ids
        .Select(id => (Id: id, Name: NameOf(id)))
        .Where(person => person.Name.Length > 0)
        .ToDictionary(person => person.Id, person => person.Name);
}
