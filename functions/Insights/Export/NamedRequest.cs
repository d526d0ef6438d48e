using Insights.Functions.Insights.Behind;

namespace Insights.Functions.Insights.Export;

/// <summary>What a section that is asked for by name is made of.</summary>
/// <param name="Asked">The period, the templates and the filter.</param>
/// <param name="Interval">The interval asked for; empty for none.</param>
/// <param name="HourlyRate">What an hour of a workspace costs; null where nobody says.</param>
/// <param name="Behind">The figure whose people are asked for.</param>
/// <param name="Names">What users and templates are called.</param>
internal sealed record NamedRequest(PeriodRequest Asked, string Interval, double? HourlyRate, BehindQuery Behind, ExportNames Names);
