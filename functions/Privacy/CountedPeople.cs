using Insights.Functions.Catalog;

namespace Insights.Functions.Privacy;

/// <summary>
/// Who counts, for the floor and where counts take the place of people: people whom the catalog has known for long enough. Who was made up to
/// lift others over the floor was made up lately, and is nobody's name in the catalog before.
/// </summary>
internal sealed class CountedPeople(IReadOnlyDictionary<Guid, User> users, PrivacyOptions privacy)
{
    /// <summary>Whether a user counts on a UTC day.</summary>
    public bool Has(Guid user, DateOnly day) => users.TryGetValue(user, out var person) && !person.IsSystemOn(day) && privacy.Knew(person.KnownSince, day);
}
