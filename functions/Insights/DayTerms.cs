using System.Globalization;

namespace Insights.Functions.Insights;

/// <summary>What may be said of people when the days of some templates are written by themselves.</summary>
/// <param name="Terms">What changes when the level or the settings do; empty where people are named everywhere.</param>
/// <param name="Floor">The floor.</param>
/// <param name="CountedBefore">The UTC day before which there are counts in the place of people, whatever the level; null for none.</param>
internal sealed record DayTerms(string Terms, int Floor, DateOnly? CountedBefore)
{
    /// <summary>The terms of a day: what was written when its people were still kept is not what is written now.</summary>
    public string Of(DateOnly day) => day < CountedBefore ? string.Create(CultureInfo.InvariantCulture, $"{Terms}-counts{Floor}") : Terms;
}
