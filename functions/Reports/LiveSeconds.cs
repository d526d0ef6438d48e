namespace Insights.Functions.Reports;

/// <summary>How long an application is used: 60 seconds for each minute of a user.</summary>
/// <param name="Window">In the last minutes.</param>
/// <param name="Today">In the UTC day.</param>
public readonly record struct LiveSeconds(long Window, long Today)
{
    /// <summary>Both together.</summary>
    public static LiveSeconds operator +(LiveSeconds left, LiveSeconds right) => new(left.Window + right.Window, left.Today + right.Today);

    /// <summary>Both together.</summary>
    public static LiveSeconds Add(LiveSeconds left, LiveSeconds right) => left + right;
}
