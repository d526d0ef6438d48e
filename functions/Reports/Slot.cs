namespace Insights.Functions.Reports;

/// <summary>A part of a report's range: a day or a week, or what is left of one at its end.</summary>
/// <param name="Start">When it begins, in the offset it is shown in.</param>
/// <param name="End">When it ends, in the offset it is shown in.</param>
public readonly record struct Slot(DateTimeOffset Start, DateTimeOffset End);
