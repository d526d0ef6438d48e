namespace Insights.Functions.Reports.Behind;

/// <summary>Why somebody is counted who came, stayed or left in a period: the figures of a week of <see cref="Adoption.AdoptionReport"/>.</summary>
internal enum ComeAndGo
{
    /// <summary>The first use that is kept is in the period.</summary>
    New,

    /// <summary>Active in the period, and not new.</summary>
    Returning,

    /// <summary>Returning, and not active in the week before.</summary>
    Resumed,

    /// <summary>Active in the week before, and not in the period.</summary>
    Lapsed,

    /// <summary>Active in the period, and new in an earlier stretch of time.</summary>
    Cohort,
}
