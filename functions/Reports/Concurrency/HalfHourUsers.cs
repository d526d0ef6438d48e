namespace Insights.Functions.Reports.Concurrency;

/// <summary>Who was active at once in a half-hour.</summary>
/// <param name="Users">The distinct users with a bucket in it.</param>
/// <param name="MinuteUsers">The most users that were active in one and the same minute of it.</param>
/// <param name="Minute">The first such minute, 0 to 29.</param>
public readonly record struct HalfHourUsers(int Users, int MinuteUsers, int Minute);
