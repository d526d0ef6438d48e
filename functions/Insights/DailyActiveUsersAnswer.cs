namespace Insights.Functions.Insights;

/// <summary>The answer of both <c>daus</c> routes.</summary>
/// <param name="Entries">The last 60 days, in order.</param>
/// <param name="TzHourOffset">The hours that were asked for as <c>tz_offset</c>.</param>
internal sealed record DailyActiveUsersAnswer(IReadOnlyList<DailyActiveUsersAnswer.Entry> Entries, int TzHourOffset)
{
    /// <summary>A day.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Amount">Its distinct active users.</param>
    internal sealed record Entry(DateOnly Date, int Amount);
}
