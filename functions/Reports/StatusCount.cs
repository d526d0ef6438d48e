namespace Insights.Functions.Reports;

/// <summary>How many users had a status at an instant.</summary>
/// <param name="Date">The instant, in the offset it is shown in.</param>
/// <param name="Count">The users.</param>
public readonly record struct StatusCount(DateTimeOffset Date, int Count);
