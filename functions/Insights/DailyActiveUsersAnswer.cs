namespace Insights.Functions.Insights;

/// <summary>The answer of both <c>daus</c> routes.</summary>
internal sealed record DailyActiveUsersAnswer(IReadOnlyList<DailyActiveUsersAnswer.Entry> Entries, int TzHourOffset)
{
    internal sealed record Entry(DateOnly Date, int Amount);
}
