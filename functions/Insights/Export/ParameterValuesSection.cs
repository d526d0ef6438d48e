using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each parameter, slot and value that was given in it.</summary>
public sealed class ParameterValuesSection(BuildReader builds, PrivacyDoor privacy) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "parameter-values";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates) { Builds = [asked.Period] };

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var slots = ParameterSlots.Of(ParameterSlots.Parse(asked.Interval), asked.Asked.Period, asked.Asked.Zone);
        var named = await privacy.DemandNamedAsync(asked.Asked.Templates, cancellationToken);
        var trends = await builds.TrendsAsync(named, asked.Asked.Templates, asked.Asked.Period, slots, asked.Asked.Filter, cancellationToken);
        return new ExportSection(
            Name,
            ["start_time", "end_time", "parameter", "parameter_display_name", "parameter_type", "value", "workspaces", "share", "template_ids", "templates"],
            Later(() =>
                from trend in trends
                from slot in trend.Slots
                from value in trend.Values.Index()
                let count = slot.Counts[value.Index]
                where count > 0
                select new[]
                {
                    CsvField.Of(slot.Slot.Start), CsvField.Of(slot.Slot.End), CsvField.Of(trend.Definition.Name), CsvField.Of(trend.Definition.DisplayName),
                    CsvField.Of(trend.Definition.Type), CsvField.Of(value.Item.Value), CsvField.Of(count), CsvField.Of(Rounded.Share(count, slot.Workspaces)),
                    CsvField.Of(trend.TemplateIds), CsvField.Of(asked.Names.Templates(trend.TemplateIds)),
                }));
    }
}
