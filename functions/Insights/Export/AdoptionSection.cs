using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each week: who came and went.</summary>
public sealed class AdoptionSection(AdoptionReader adoption) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "adoption";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => AdoptionReader.InputsOf(asked);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await adoption.ReportAsync(asked.Asked, cancellationToken);
        return new ExportSection(
            Name,
            ["start_time", "end_time", "recorded_days", "active_users", "new_users", "returning_users", "resumed_users", "lapsed_users"],
            Later(() => report.Weeks.Select(week => new[]
            {
                CsvField.Of(week.Slot.Start), CsvField.Of(week.Slot.End), CsvField.Of(AdoptionReader.RecordedDays(week.Slot, asked.Asked.Recorded)), CsvField.Of(week.Active),
                CsvField.Of(week.New), CsvField.Of(week.Returning), CsvField.Of(week.Resumed), CsvField.Of(week.Lapsed),
            })));
    }
}
