namespace Insights.Coder.Following;

/// <summary>What a poll came to.</summary>
/// <param name="RowsRead">Rows read.</param>
/// <param name="RowsSent">Items sent.</param>
/// <param name="Error">What it failed of; null when it did not.</param>
/// <param name="Problems">What an administrator should look at.</param>
/// <param name="HistoryLeft">Whether there is history to read.</param>
public sealed record PollOutcome(long RowsRead, long RowsSent, string? Error, IReadOnlyList<string> Problems, bool HistoryLeft);
