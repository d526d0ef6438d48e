namespace Insights.Functions.Reports.Concurrency;

/// <summary>The highest figures of some half-hours.</summary>
/// <param name="Users">The most distinct users of a half-hour.</param>
/// <param name="At">When the first such half-hour began; null when nobody was active.</param>
/// <param name="MinuteUsers">The most users of a minute.</param>
/// <param name="MinuteAt">When the first such minute began; null when nobody was active.</param>
public readonly record struct ConcurrencyPeak(int Users, DateTimeOffset? At, int MinuteUsers, DateTimeOffset? MinuteAt);
