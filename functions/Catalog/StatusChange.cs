namespace Insights.Functions.Catalog;

/// <summary>From an instant on a user had a status.</summary>
/// <param name="At">Since when.</param>
/// <param name="Status">The status, such as <c>active</c>, <c>dormant</c> or <c>suspended</c>.</param>
public sealed record StatusChange(DateTimeOffset At, string Status);
