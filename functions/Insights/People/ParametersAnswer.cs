using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports.Parameters;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/parameters</c>.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="TemplateIds">The templates with a build in the period, ascending.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record ParametersAnswer(
    DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<ParametersAnswer.Parameter> Parameters)
{
    /// <summary>A value.</summary>
    /// <param name="Text">The value.</param>
    /// <param name="Count">How many workspaces have it.</param>
    /// <param name="Share">That of all workspaces with the parameter, 0 to 1; absent without any.</param>
    internal sealed record Value([property: JsonPropertyName("value")] string Text, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);

    /// <summary>A value that is offered.</summary>
    /// <param name="Name">Its name for people.</param>
    /// <param name="Text">The value.</param>
    internal sealed record Option(string Name, [property: JsonPropertyName("value")] string Text);

    /// <summary>What values are like that are numbers.</summary>
    /// <param name="Min">The lowest.</param>
    /// <param name="P25">The lower quartile.</param>
    /// <param name="P50">The median.</param>
    /// <param name="P75">The upper quartile.</param>
    /// <param name="P95">The 95th percentile.</param>
    /// <param name="Max">The highest.</param>
    internal sealed record Distribution(
        double Min,
        [property: JsonPropertyName("p25")] double P25,
        [property: JsonPropertyName("p50")] double P50,
        [property: JsonPropertyName("p75")] double P75,
        [property: JsonPropertyName("p95")] double P95,
        double Max);

    /// <summary>An interval.</summary>
    /// <param name="StartTime">The start of the slot.</param>
    /// <param name="EndTime">The end of the slot, which is no part of it.</param>
    /// <param name="Workspaces">How many workspaces were built in it.</param>
    /// <param name="Counts">How many of them have each value, in the order of <c>values</c>.</param>
    /// <param name="Others">How many have another; absent where none has.</param>
    internal sealed record Slot(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        int Workspaces,
        IReadOnlyList<int> Counts,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Others);

    /// <summary>A parameter.</summary>
    /// <param name="TemplateIds">The templates with a build of a version that defines it so, or that gives it where none does, ascending.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Type">Its type: <c>string</c>, <c>number</c>, <c>bool</c> or <c>list(string)</c>; empty where nobody knows.</param>
    /// <param name="Description">What it is for, as plain text; may be empty.</param>
    /// <param name="Defined">Whether the version of a build defines it, as far as the catalog knows.</param>
    /// <param name="Key">Short for all of the definition: equal ones have the same.</param>
    /// <param name="Options">The values that it offers; absent where any may be given.</param>
    /// <param name="Workspaces">How many workspaces were built with it in the period.</param>
    /// <param name="Values">The values that most have, 100 at most.</param>
    /// <param name="Others">How many workspaces have another; absent where none has.</param>
    /// <param name="UnusedOptions">What is offered and nobody has; absent without any.</param>
    /// <param name="Spread">What its values are like; absent where one is no number.</param>
    /// <param name="Slots">The same by interval.</param>
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
