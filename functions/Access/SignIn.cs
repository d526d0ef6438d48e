namespace Insights.Functions.Access;

/// <summary>What an issuer says of who signs in.</summary>
/// <param name="Subject">How it names that one, for good; empty when <see cref="IsExpired"/>.</param>
/// <param name="Roles">The site roles that it gives.</param>
internal sealed record SignIn(string Subject, IReadOnlySet<string> Roles)
{
    /// <summary>The roles of the application, as it is registered with the issuer, and what they are here.</summary>
    private static readonly Dictionary<string, string> RoleNames = new(StringComparer.Ordinal)
    {
        ["Insights.Owner"] = Role.Owner,
        ["Insights.TemplateAdmin"] = Role.TemplateAdmin,
        ["Insights.Auditor"] = Role.Auditor,
        ["Insights.Ingest"] = Role.Ingest,
    };

    /// <summary>A token that was good, but not now.</summary>
    public static SignIn Expired { get; } = new("", new HashSet<string>());

    /// <summary>When the token begins; null for one that has begun.</summary>
    public DateTimeOffset? BeginsAt { get; init; }

    /// <summary>When the token ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is <see cref="Expired"/>.</summary>
    public bool IsExpired => ReferenceEquals(this, Expired);

    /// <summary>A token that will be good.</summary>
    public static SignIn Early(DateTimeOffset beginsAt) => new("", new HashSet<string>()) { BeginsAt = beginsAt };

    /// <summary>What a valid token says. Roles of other applications are none here.</summary>
    public static SignIn Of(SignInToken token) =>
        new(token.Subject, token.Roles.Select(role => RoleNames.GetValueOrDefault(role)).OfType<string>().ToHashSet());
}
