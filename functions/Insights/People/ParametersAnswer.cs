using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports.Parameters;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/parameters</c>.</summary>
internal sealed record ParametersAnswer(
    DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<ParametersAnswer.Parameter> Parameters)
{
    internal sealed record Value([property: JsonPropertyName("value")] string Text, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);

    internal sealed record Option(string Name, [property: JsonPropertyName("value")] string Text);

    internal sealed record Distribution(
        double Min,
        [property: JsonPropertyName("p25")] double P25,
        [property: JsonPropertyName("p50")] double P50,
        [property: JsonPropertyName("p75")] double P75,
        [property: JsonPropertyName("p95")] double P95,
        double Max);

    internal sealed record Slot(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        int Workspaces,
        IReadOnlyList<int> Counts,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Others);

    internal sealed record Parameter(
        IReadOnlyList<Guid> TemplateIds,
        string Name,
        string DisplayName,
        string Type,
        string Description,
        bool Defined,
        string Key,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ParameterOption>? Options,
        int Workspaces,
        IReadOnlyList<Value> Values,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Others,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Option>? UnusedOptions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName("distribution")] Distribution? Spread,
        IReadOnlyList<Slot> Slots)
    {
        public static Parameter Of(ParameterTrend trend) => new(
            trend.TemplateIds,
            trend.Definition.Name,
            trend.Definition.DisplayName,
            trend.Definition.Type,
            PlainText.Of(trend.Definition.Description),
            trend.IsDefined,
            DefinitionKey.Of(trend.Definition, trend.IsDefined),
            trend.Definition.Options is { Count: > 0 } options ? options : null,
            trend.Workspaces,
            [.. trend.Values.Select(value => new Value(value.Value, value.Count, Rounded.Share(value.Count, trend.Workspaces)))],
            trend.Others,
            trend.UnusedOptions.Count == 0 ? null : [.. trend.UnusedOptions.Select(option => new Option(option.Name, option.Value))],
            trend.Distribution is { } spread ? new Distribution(spread.Min, spread.P25, spread.P50, spread.P75, spread.P95, spread.Max) : null,
            [.. trend.Slots.Select(slot => new Slot(slot.Slot.Start, slot.Slot.End, slot.Workspaces, slot.Counts, slot.Others))]);
    }
}
