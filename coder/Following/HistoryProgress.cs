namespace Insights.Coder.Following;

/// <summary>How far the reading of history has got.</summary>
/// <param name="DaysDone">Days read since it began or went on.</param>
/// <param name="DaysLeft">Days still to read.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Elapsed">The time it took.</param>
public sealed record HistoryProgress(int DaysDone, int DaysLeft, long Rows, TimeSpan Elapsed)
{
    /// <summary>Rows a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>The time left, if it goes on like this.</summary>
    public TimeSpan Left => DaysDone > 0 ? Elapsed / DaysDone * DaysLeft : TimeSpan.Zero;
}
