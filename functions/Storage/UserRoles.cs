using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>The roles of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Site">Those that hold everywhere.</param>
/// <param name="Organizations">Those that hold in an organization.</param>
public sealed record UserRoles(Guid UserId, IReadOnlyList<string> Site, IReadOnlyDictionary<Guid, IReadOnlyList<string>> Organizations)
{
    /// <summary>Who says so: <see cref="AccessOrigin.Coder"/>, or null for somebody here.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether there are no roles.</summary>
    [JsonIgnore]
    public bool IsEmpty => Site.Count == 0 && Organizations.Values.All(roles => roles.Count == 0);

    /// <summary>Nobody's: a user of whom no roles are stored.</summary>
    public static UserRoles None(Guid user) => new(user, [], new Dictionary<Guid, IReadOnlyList<string>>());

    /// <summary>Whether others grant the same, in whatever order.</summary>
    public bool GrantsSameAs(UserRoles other) => Grants().ToHashSet().SetEquals(other.Grants());

    private IEnumerable<(Guid? Organization, string Role)> Grants() =>
        Site.Select(role => ((Guid?)null, role))
            .Concat(Organizations.SelectMany(organization => organization.Value, (organization, role) => ((Guid?)organization.Key, role)));
}
