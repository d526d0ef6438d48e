namespace Insights.Functions.Reports.Adoption;

/// <summary>How many used something.</summary>
/// <param name="Active">The distinct users of the range.</param>
/// <param name="Daily">The mean of the distinct users of each of the last 30 days of which anything is recorded.</param>
/// <param name="Weekly">The distinct users of the last 7 days.</param>
/// <param name="Monthly">The distinct users of the last 30 days.</param>
public sealed record AdoptionFigures(int Active, double Daily, int Weekly, int Monthly)
{
    /// <summary>How much of a month's users a day has, 0 to 1; null without any.</summary>
    public double? Stickiness => Monthly == 0 ? null : Daily / Monthly;
}
