namespace Insights.Functions.Storage;

/// <summary>The roles of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Site">Those that hold everywhere.</param>
/// <param name="Organizations">Those that hold in an organization.</param>
public sealed record UserRoles(Guid UserId, IReadOnlyList<string> Site, IReadOnlyDictionary<Guid, IReadOnlyList<string>> Organizations)
{
    /// <summary>Nobody's: a user of whom no roles are stored.</summary>
    public static UserRoles None(Guid user) => new(user, [], new Dictionary<Guid, IReadOnlyList<string>>());
}
