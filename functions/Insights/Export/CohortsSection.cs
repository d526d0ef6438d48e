using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each week of first use and each week from then on: how many stayed.</summary>
public sealed class CohortsSection(AdoptionReader adoption) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "cohorts";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => AdoptionReader.InputsOf(asked);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await adoption.ReportAsync(asked.Asked, cancellationToken);
        return new ExportSection(
            Name,
            ["start_time", "new_users", "week", "active_users", "share"],
            Later(() =>
                from cohort in report.Cohorts
                from week in cohort.Active.Index()
                select new[]
                {
                    CsvField.Of(cohort.Slot.Start), CsvField.Of(cohort.Active[0]), CsvField.Of(week.Index), CsvField.Of(week.Item),
                    CsvField.Of(Rounded.Share(week.Item, cohort.Active[0])),
                }));
    }
}
