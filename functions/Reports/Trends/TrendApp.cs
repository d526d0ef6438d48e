namespace Insights.Functions.Reports.Trends;

/// <summary>How an application was used in a period.</summary>
/// <param name="Type"><c>builtin</c> for a family of session apps, <c>app</c> for what templates define.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Seconds">60 for each minute; at most 30 minutes of a user's half-hour over all templates.</param>
/// <param name="ActiveUsers">The distinct users with a minute in it.</param>
public sealed record TrendApp(string Type, string Slug, string DisplayName, long Seconds, int ActiveUsers);
