namespace Insights.Coder.Items;

/// <summary>What there is to say of a user. What is null is not said, and stays as it was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Username">Its name.</param>
public sealed record UserItem(Guid Id, string Username)
{
    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Its picture.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>Who it is at the issuer that people sign in with.</summary>
    public string? OidcSubject { get; init; }

    /// <summary>Whether it is nobody, but a user of the system's own.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>When it was made.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The organizations it is a member of, in order.</summary>
    public IReadOnlyList<Guid>? OrganizationIds { get; init; }

    /// <summary>A status that it has or had.</summary>
    public string? Status { get; init; }

    /// <summary>Since when; with <see cref="Deleted"/> when it was deleted.</summary>
    public DateTime? StatusChangedAt { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public bool? Deleted { get; init; }
}
