using Insights.Functions.Reports.Versions;

namespace Insights.Functions.Insights.Versions;

/// <summary>The answer of <c>/insights/versions</c>.</summary>
internal sealed record VersionsAnswer(VersionsAnswer.Section Report)
{
    internal sealed record Section(DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<TemplateVersions> Templates);
}
