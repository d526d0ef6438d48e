using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/user-status-counts</c>.</summary>
internal sealed record UserStatusCountsAnswer(IDictionary<string, IReadOnlyList<StatusCount>> StatusCounts);
