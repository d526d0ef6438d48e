using Insights.Functions.Catalog;
using Insights.Functions.Privacy;

namespace Insights.Functions.Aggregation;

/// <summary>Who counts where counts take the place of people: people whom the catalog has known for long enough.</summary>
internal sealed class CountedPeople(IReadOnlyDictionary<Guid, User> users, PrivacyOptions privacy)
{
    /// <summary>Whether a user counts on a UTC day.</summary>
    public bool Has(Guid user, DateOnly day) => users.TryGetValue(user, out var person) && !person.IsSystemOn(day) && privacy.Knew(person.KnownSince, day);
}
