namespace Insights.Functions.Tests.Reference;

/// <summary>One mention of a user in one catalog body; the same user may be mentioned again by a later one.</summary>
public sealed record GivenUserItem(
    DateTimeOffset ReceivedAt,
    string Id,
    string Username,
    string AvatarUrl,
    string? Status,
    DateTimeOffset? StatusChangedAt,
    DateTimeOffset? CreatedAt,
    bool Deleted,
    bool? IsSystem);
