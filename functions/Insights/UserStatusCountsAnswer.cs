using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/user-status-counts</c>.</summary>
/// <param name="StatusCounts">Of each status the counts over time, in order.</param>
internal sealed record UserStatusCountsAnswer(IDictionary<string, IReadOnlyList<StatusCount>> StatusCounts);
