namespace Insights.Functions.Insights;

/// <summary>A user in the answer of <c>/insights/user-activity</c>.</summary>
internal sealed record ActiveUser(IReadOnlyList<Guid> TemplateIds, Guid UserId, string Username, string AvatarUrl, long Seconds);
