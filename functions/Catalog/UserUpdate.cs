namespace Insights.Functions.Catalog;

/// <summary>What a catalog says of a user. What it does not say (null) stays as it was.</summary>
public sealed record UserUpdate
{
    /// <summary>The user's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its unique name.</summary>
    public required string Username { get; init; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>How an OpenID Connect issuer names it.</summary>
    public string? OidcSubject { get; init; }

    /// <summary>Whether an owner says so. Nobody else replaces a sign-in that is set.</summary>
    public bool IsOwners { get; init; }

    /// <summary>Where its picture is.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>Its status.</summary>
    public UserStatus? Status { get; init; }

    /// <summary>Since when it has the status; else its creation for the first status, and now for later ones.</summary>
    public DateTimeOffset? StatusChangedAt { get; init; }

    /// <summary>Whether it is deleted: since the status change that comes with it, if that is a new one, else since now.</summary>
    public bool? Deleted { get; init; }

    /// <summary>Whether it is a system user.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The organizations it is a member of.</summary>
    public IReadOnlyList<Guid>? OrganizationIds { get; init; }
}
