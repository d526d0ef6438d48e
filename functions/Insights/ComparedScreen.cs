using System.Text.Json.Serialization;
using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Insights;

/// <summary>What a first screen is compared with: the same figures of another period, or of other templates.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="Figures">The period in a few figures.</param>
/// <param name="Builds">The builds that were made in it.</param>
/// <param name="Report">As in <c>/insights/templates</c>.</param>
/// <param name="IntervalReports">The users of each slot, as in <c>/insights/templates</c>.</param>
/// <param name="DataSince">The start of the first half-hour of which usage is kept, of the templates that it is about; absent where there never was any.</param>
internal sealed record ComparedScreen(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreenFigures? Figures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BuildCounts? Builds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TemplatesAnswer.TemplatesSection? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TemplatesAnswer.Interval>? IntervalReports,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince);
