namespace Insights.Functions.Http;

/// <summary>What is left of something that is limited; answers say it in the headers <c>RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c>.</summary>
/// <param name="Limit">How often it may be within a window.</param>
/// <param name="Remaining">How often it still may be.</param>
/// <param name="Reset">When the window is over.</param>
public sealed record RateLimit(int Limit, int Remaining, TimeSpan Reset);
