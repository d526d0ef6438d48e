namespace Insights.Functions.Reports.Adoption;

/// <summary>Who came and went in a week.</summary>
/// <param name="Slot">The week, or what is left of one at the end of the range.</param>
/// <param name="Active">The distinct users.</param>
/// <param name="New">Those of them whose first use, as far back as usage is kept, is in it.</param>
/// <param name="Resumed">Those of the others who were not active in the week before.</param>
/// <param name="Lapsed">Those who were active in the week before and are not in this one.</param>
public sealed record AdoptionWeek(Slot Slot, int Active, int New, int Resumed, int Lapsed)
{
    /// <summary>Those who had used it before.</summary>
    public int Returning => Active - New;
}
