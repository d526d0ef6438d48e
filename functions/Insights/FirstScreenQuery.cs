using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>What a first screen is asked for.</summary>
/// <param name="Period">The period of all sections but <c>also</c>.</param>
/// <param name="Interval">The slots of <c>interval_reports</c>.</param>
/// <param name="Slots">They, one by one.</param>
/// <param name="Days">The days of <c>overview</c>.</param>
/// <param name="Selection">The templates.</param>
/// <param name="Sections">The sections.</param>
/// <param name="Also">Further periods that an overview is wanted of, each with its days.</param>
/// <param name="Compared">What it is to be compared with; null for nothing.</param>
/// <param name="Filter">Whose usage, and in which applications.</param>
internal sealed record FirstScreenQuery(
    ReportPeriod Period,
    ReportInterval Interval,
    IReadOnlyList<Slot> Slots,
    IReadOnlyList<Slot> Days,
    TemplateSelection Selection,
    IReadOnlySet<string> Sections,
    IReadOnlyList<(ReportPeriod Period, IReadOnlyList<Slot> Days)> Also,
    Comparison? Compared,
    UsageFilter Filter)
{
    public const string Report = "report";
    public const string Intervals = "interval_reports";
    public const string Users = "users";
    public const string Overview = "overview";
    public const string Unused = "unused";
    public const string Unchanged = "parameters";
    public const string Figures = "figures";
    public const string Builds = "builds";

    private const int MaxAlso = 4;

    private static readonly string[] Standard = [Report, Intervals, Users];

    private static readonly ChoicesParameter SectionsName =
        new("sections", "What the answer has; report, interval_reports and users when none is given.", Report, Intervals, Users, Overview, Unused, Unchanged, Figures, Builds);

    private static readonly TextParameter AlsoName =
        new("also", "Further periods that the sums are wanted of: at most 4, separated by commas, each as start/end by the rules of start_time and end_time.", MaxLength: 300);

    private static readonly ZoneParameter Zone = new("timezone", "The time zone of the slots and days; without it, they are those of start_time.");

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
        [.. AskedPeriod.Parameters, ReportInterval.ParameterName, .. TemplateSelection.Parameters, SectionsName, AlsoName, .. Comparison.Parameters, Zone, .. UsageFilter.Parameters];

    /// <summary>Whether a section is asked for.</summary>
    public bool Has(string section) => Sections.Contains(section);

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ApiException">400, naming those that are wrong.</exception>
    public static FirstScreenQuery Read(RequestQuery query, HttpRequest request, DateTimeOffset now)
    {
        var asked = AskedPeriod.Read(query);
        var intervalName = query.Optional(ReportInterval.ParameterName);
        var selection = TemplateSelection.Read(query);
        var listed = query.List(SectionsName);
        var also = query.List(AlsoName);
        if (also.Length > MaxAlso)
        {
            query.Fail(AlsoName, $"Query param \"{AlsoName}\" may have {MaxAlso} periods, but has {also.Length}");
        }

        var compared = Comparison.Read(query, now);
        var zone = query.TimeZone(Zone);
        var filter = UsageFilter.Read(query, request);
        query.Complete();
        var period = asked.At(now);
        var interval = ReportInterval.Parse(intervalName) ?? ReportInterval.Day;
        return new FirstScreenQuery(
            period,
            interval,
            interval.SlotsOf(period, zone),
            ReportInterval.Day.SlotsOf(period, zone),
            selection,
            SectionList.Parse(SectionsName, listed.Length == 0 ? Standard : listed),
            [.. also.Select(text => ReportPeriod.ParseItem(AlsoName, text, now)).Select(further => (further, ReportInterval.Day.SlotsOf(further, zone)))],
            compared(period, interval, zone),
            filter);
    }
}
