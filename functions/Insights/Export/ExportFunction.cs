using System.Globalization;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Export;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/export</c>: the figures of the page as a file.</summary>
public sealed class ExportFunction(TemplateAccess access, InsightsExport export, UsageReader usage, RecordedSince since, TimeProvider clock)
{
    private const string Csv = "csv";

    private static readonly ChoicesParameter SectionName = new("section", "The one part that the file has; all of them when none is given.", ExportSections.All);
    private static readonly ChoiceParameter FormatName = new("format", "What kind of file it is.", Csv);
    private static readonly FlagParameter Mark = new("bom", "Whether it begins with a byte order mark, which Excel needs.", Fallback: true);
    private static readonly ZoneParameter Zone = new("timezone", "The time zone of the slots; without it, they are those of start_time.");

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        .. AskedPeriod.Parameters, ReportInterval.ParameterName, .. TemplateSelection.Parameters, Zone, SystemUsers.ParameterName, SectionName, FormatName, Mark,
    ];

    /// <summary>200 with a CSV file: one <c>section</c>, or all of them in one table.</summary>
    [Function(nameof(ExportInsights))]
    public async Task<IResult> ExportInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/export")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var intervalName = query.Optional(ReportInterval.ParameterName);
        var selection = TemplateSelection.Read(query);
        var zone = query.TimeZone(Zone);
        var withSystem = SystemUsers.AreIncluded(query);
        var section = query.Optional(SectionName);
        if (query.Optional(FormatName) is not ("" or Csv) and var format)
        {
            query.Fail(FormatName, $"Query param \"{FormatName}\" must be {Csv}, but is \"{JsonItem.Shown(format)}\"");
        }

        var marked = query.Flag(Mark);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        var interval = ReportInterval.Parse(intervalName) ?? ReportInterval.Day;
        var slots = interval.SlotsOf(period, zone);
        var names = SectionList.Parse(SectionName, section.Length == 0 ? [] : [section]);

        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.StampAsync(request, templates, cancellationToken);
        var sections = await export.SectionsAsync(names, templates, period, interval, slots, withSystem, recorded, cancellationToken);
        var records = sections is [var one] ? one.Alone() : ExportSection.Together(sections);
        return new CsvResult(NameOf(section, period), records, marked);
    }

    private static string NameOf(string section, ReportPeriod period) => string.Create(
        CultureInfo.InvariantCulture,
        $"insights{(section.Length == 0 ? "" : "-" + section)}-{period.Start:yyyy-MM-dd}-{period.End.AddTicks(-1):yyyy-MM-dd}.csv");
}
