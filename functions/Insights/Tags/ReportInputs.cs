using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Tags;

/// <summary>What an answer is made from. An answer that turns out to be made from something else has a tag that nothing ever matches.</summary>
/// <param name="Templates">The templates.</param>
/// <param name="Usage">The half-hours whose usage is read, range by range as it is read.</param>
internal sealed record ReportInputs(IReadOnlyCollection<Guid> Templates, params IReadOnlyList<ReportRange> Usage)
{
    /// <summary>What of the catalog.</summary>
    public ReportParts Parts { get; init; }

    /// <summary>The periods whose builds are read, with their parameters.</summary>
    public IReadOnlyList<ReportPeriod> Builds { get; init; } = [];

    /// <summary>Until when every build is read, without parameters; null for none.</summary>
    public DateTimeOffset? BuildsUntil { get; init; }
}
