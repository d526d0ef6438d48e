namespace Insights.Functions.Catalog;

/// <summary>From an instant on a user had a status.</summary>
/// <param name="At">Since when.</param>
/// <param name="Status">The status.</param>
public sealed record StatusChange(DateTimeOffset At, UserStatus Status);
