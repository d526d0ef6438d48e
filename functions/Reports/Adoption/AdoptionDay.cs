namespace Insights.Functions.Reports.Adoption;

/// <summary>The distinct users of a day and of those before it.</summary>
/// <param name="Slot">The day.</param>
/// <param name="Daily">Those of the day.</param>
/// <param name="Weekly">Those of the 7 days that end with it.</param>
/// <param name="Monthly">Those of the 30 days that end with it.</param>
public sealed record AdoptionDay(Slot Slot, int Daily, int Weekly, int Monthly);
