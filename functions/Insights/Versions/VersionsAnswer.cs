using Insights.Functions.Reports.Versions;

namespace Insights.Functions.Insights.Versions;

/// <summary>The answer of <c>/insights/versions</c>.</summary>
/// <param name="Report">The report.</param>
internal sealed record VersionsAnswer(VersionsAnswer.Section Report)
{
    /// <summary>Which versions workspaces have.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="Templates">The templates, ascending by id.</param>
    internal sealed record Section(DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<TemplateVersions> Templates);
}
