using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>What a first screen is to be compared with.</summary>
/// <param name="Period">The period; that of the screen where only templates are given.</param>
/// <param name="Slots">The slots of its <c>interval_reports</c>.</param>
/// <param name="Templates">The templates; none for those of the screen.</param>
/// <param name="Sections">What is wanted of it.</param>
internal sealed record Comparison(ReportPeriod Period, IReadOnlyList<Slot> Slots, IReadOnlyList<Guid> Templates, IReadOnlySet<string> Sections)
{
    private const int MaxPeriod = 100;

    private static readonly TextParameter PeriodName =
        new("compare", "Another period to compare with, as start/end by the rules of start_time and end_time.", MaxPeriod);

    private static readonly IdsParameter TemplatesName =
        new("compare_template_ids", "Other templates to compare with, in the same period where compare gives no other.");

    private static readonly ChoicesParameter SectionsName = new(
        "compare_sections",
        "What there is of that which is compared with; figures when none is given.",
        FirstScreenQuery.Figures,
        FirstScreenQuery.Builds,
        FirstScreenQuery.Report,
        FirstScreenQuery.Intervals);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [PeriodName, TemplatesName, SectionsName];

    /// <summary>Reads the parameters, and gives the comparison once it is known what is compared; null where there is none.</summary>
    public static Func<ReportPeriod, ReportInterval, TimeZoneInfo?, Comparison?> Read(RequestQuery query, DateTimeOffset now)
    {
        var (period, templates, sections) = (query.Optional(PeriodName), query.Ids(TemplatesName), query.List(SectionsName));
        return (shown, interval, zone) =>
        {
            var wanted = SectionList.Parse(SectionsName, sections.Length == 0 ? [FirstScreenQuery.Figures] : sections);
            if (period.Length == 0 && templates.Count == 0)
            {
                return sections.Length == 0
                    ? null
                    : throw RequestQuery.Invalid(SectionsName, $"Query param \"{SectionsName}\" takes \"{PeriodName}\" or \"{TemplatesName}\", which say what to compare with");
            }

            var other = period.Length == 0 ? shown : ReportPeriod.ParseItem(PeriodName, period, now);
            return new Comparison(other, wanted.Contains(FirstScreenQuery.Intervals) ? interval.SlotsOf(other, zone) : [], templates, wanted);
        };
    }
}
