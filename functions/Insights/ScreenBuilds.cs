using Insights.Functions.Reports;
using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Insights;

/// <summary>What a first screen shows of the builds of a period.</summary>
/// <param name="Parameters">The parameters of <c>report</c>; none where they are not asked for.</param>
/// <param name="Unchanged">The section <c>parameters</c>; null where it is not asked for.</param>
/// <param name="Counts">The section <c>builds</c>; null where it is not asked for.</param>
internal sealed record ScreenBuilds(
    IReadOnlyList<ParameterUsage> Parameters, IReadOnlyList<OverviewAnswer.UnchangedEntry>? Unchanged, BuildCounts? Counts)
{
    /// <summary>Where nothing is asked for that builds tell, or people are not named: a build is what one owner did.</summary>
    public static ScreenBuilds None { get; } = new([], Unchanged: null, Counts: null);
}
