namespace Insights.Functions.Insights;

/// <summary>A user in the answer of <c>/insights/user-activity</c>.</summary>
/// <param name="TemplateIds">The templates that the user used in the period, ascending.</param>
/// <param name="UserId">The id of the user.</param>
/// <param name="Username">The user's unique name.</param>
/// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
/// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
internal sealed record ActiveUser(IReadOnlyList<Guid> TemplateIds, Guid UserId, string Username, string AvatarUrl, long Seconds);
