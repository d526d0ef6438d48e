namespace Insights.Functions.Usage;

/// <summary>What somebody needs of a segment besides its users, half-hours, and the minutes each bucket was used in.</summary>
[Flags]
internal enum SegmentColumns
{
    /// <summary>Nothing besides.</summary>
    Usage = 0,

    /// <summary>The names that minutes were spent under.</summary>
    Names = 1,

    /// <summary>Medians and samples.</summary>
    Latencies = 2,

    /// <summary>Everything.</summary>
    All = Names | Latencies,
}
