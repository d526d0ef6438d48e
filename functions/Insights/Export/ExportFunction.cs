using System.Globalization;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Behind;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Export;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/export</c>: the figures of the page as a file.</summary>
public sealed class ExportFunction(
    TemplateAccess access, InsightsExport export, IEnumerable<NamedSection> others, UsageReader usage, RecordedSince since, ReportTags tags, PrivacyDoor privacy, TimeProvider clock)
{
    private const string Csv = "csv";

    private static readonly ChoicesParameter SectionName = new(
        "section", "The one part that the file has; those of the page's first sight, in one table, when none is given.", [.. ExportSections.All, .. ExportSections.Named]);
    private static readonly ChoiceParameter IntervalName = new(
        "interval", "How long the slots are: a day or a week for active-users, a day, a week or a month for parameter-values, a month or a quarter for trends.", "day", "week", "month", "quarter");
    private static readonly ChoiceParameter FormatName = new("format", "What kind of file it is.", Csv);
    private static readonly FlagParameter Mark = new("bom", "Whether it begins with a byte order mark, which Excel needs.", Fallback: true);

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        .. AskedPeriod.Parameters, IntervalName, .. TemplateSelection.Parameters, PeriodRequests.ZoneName, .. UsageFilter.Parameters, SectionName, FormatName, Mark, HourlyRate.Name,
        .. BehindQuery.Parameters,
    ];

    /// <summary>200 with a CSV file: one <c>section</c>, or those of the page in one table.</summary>
    [Function(nameof(ExportInsights))]
    public async Task<IResult> ExportInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/export")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var intervalName = query.Optional(IntervalName);
        var selection = TemplateSelection.Read(query);
        var zone = query.TimeZone(PeriodRequests.ZoneName);
        var filter = UsageFilter.Read(query, request);
        var section = query.Optional(SectionName);
        if (query.Optional(FormatName) is not ("" or Csv) and var format)
        {
            query.Fail(FormatName, $"Query param \"{FormatName}\" must be {Csv}, but is \"{JsonItem.Shown(format)}\"");
        }

        var marked = query.Flag(Mark);
        var hourlyRate = HourlyRate.Read(query);
        var behind = BehindQuery.Read(query);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        period.DemandNotTooLong();
        var named = others.FirstOrDefault(other => other.Name == section);
        var interval = ReportInterval.Parse(named is null ? intervalName : "") ?? ReportInterval.Day;
        IReadOnlyList<Slot> slots = named is null ? interval.SlotsOf(period, zone) : [];
        var names = section.Length == 0 ? ExportSections.All.ToHashSet() : SectionList.Parse(SectionName, [section]);

        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.StampAsync(request, templates, filter, cancellationToken);
        var everything = new PeriodRequest(period, zone, filter, selection, visible, templates, recorded);
        everything = named is { IsOfPeople: true } ? await privacy.DemandPeopleAsync(everything, cancellationToken) : everything;
        if ((named is null ? InsightsExport.InputsOf(names, everything) : named.InputsOf(everything)) is { } inputs)
        {
            everything = await tags.BeginAsync(request, everything, inputs with { Parts = inputs.Parts | ReportParts.Users | ReportParts.Templates }, cancellationToken);
        }

        IReadOnlyList<ExportSection> sections = named is null
            ? await export.SectionsAsync(names, templates, period, interval, slots, everything.Filter, recorded, cancellationToken)
            : [await export.SectionAsync(named, everything, intervalName, hourlyRate, behind, cancellationToken)];
        var records = sections is [var one] ? one.Alone() : ExportSection.Together(sections);
        return new CsvResult(NameOf(section, period), records, marked);
    }

    private static string NameOf(string section, ReportPeriod period) => string.Create(
        CultureInfo.InvariantCulture,
        $"insights{(section.Length == 0 ? "" : "-" + section)}-{period.Start:yyyy-MM-dd}-{period.End.AddTicks(-1):yyyy-MM-dd}.csv");
}
