using System.Text.Json.Serialization;
using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Insights;

/// <summary>What a first screen is compared with: the same figures of another period, or of other templates.</summary>
internal sealed record ComparedScreen(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreenFigures? Figures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BuildCounts? Builds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TemplatesAnswer.TemplatesSection? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TemplatesAnswer.Interval>? IntervalReports,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince);
