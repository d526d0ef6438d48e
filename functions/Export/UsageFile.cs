using Insights.Functions.Reports;
using Insights.Functions.Usage;
using Parquet;
using Parquet.Schema;

namespace Insights.Functions.Export;

/// <summary>
/// One row a template, user, half-hour and application; and one, of the kind <c>usage</c>, for all of them together, each minute once. Where
/// there are counts in the place of people a row is of how many they were, and of no user.
/// </summary>
internal static class UsageFile
{
    private static readonly DateTimeDataField Start = new("start_time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
    private static readonly DataField Template = new("template_id", typeof(string), isNullable: false);
    private static readonly DataField TemplateName = new("template_name", typeof(string), isNullable: false);
    private static readonly DataField User = new("user_id", typeof(string), isNullable: true);
    private static readonly DataField Kind = new("kind", typeof(string), isNullable: false);
    private static readonly DataField App = new("app", typeof(string), isNullable: false);
    private static readonly DataField<int> People = new("people");
    private static readonly DataField<int> Minutes = new("minutes");
    private static readonly DataField<float?> Latency = new("latency_ms");

    /// <summary>Writes it: a row group a template, so that a reader of one skips the others.</summary>
    public static async Task WriteAsync(
        Stream content,
        IReadOnlyList<TemplateDay> days,
        ReportRange range,
        AppDirectory apps,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(Start, Template, TemplateName, User, Kind, App, People, Minutes, Latency), content, ParquetFile.Options, cancellationToken: cancellationToken);
        writer.CustomMetadata = ParquetFile.MetadataOf("usage");
        foreach (var (template, name) in names.OrderBy(template => template.Key))
        {
            var rows = RowsOf([.. days.Where(day => day.Template == template)], range, apps);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(Start, rows.Select(row => row.HalfHour.Start.UtcDateTime).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync(Template, ParquetFile.Same(template.ToString(), rows.Length));
            await group.WriteAsync(TemplateName, ParquetFile.Same(name, rows.Length));
            await group.WriteAsync(User, rows.Select(row => row.UserId?.ToString()).ToArray());
            await group.WriteAsync(Kind, rows.Select(row => row.Kind).ToArray());
            await group.WriteAsync(App, rows.Select(row => row.App).ToArray());
            await group.WriteAsync<int>(People, rows.Select(row => row.People).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<int>(Minutes, rows.Select(row => row.Minutes).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<float>(Latency, rows.Select(row => row.LatencyMs).ToArray(), cancellationToken: cancellationToken);
            group.CompleteValidate();
        }
    }

    // A day is that of people, or of counts as a whole.
    private static UsageFileRow[] RowsOf(IReadOnlyList<TemplateDay> days, ReportRange range, AppDirectory apps)
    {
        var rows = BucketMinutes.Of(days, range, apps);
        return days.All(day => day.Floor is null)
            ? [.. rows.Select(row => new UsageFileRow(row.UserId, row.HalfHour, row.Kind, row.App, People: 1, row.Minutes, row.LatencyMs))]
            : [
                .. rows.GroupBy(row => (row.HalfHour, row.Kind, row.App))
                    .OrderBy(part => part.Key.HalfHour).ThenBy(part => part.Key.Kind, StringComparer.Ordinal).ThenBy(part => part.Key.App, StringComparer.Ordinal)
                    .Select(part => new UsageFileRow(
                        UserId: null, part.Key.HalfHour, part.Key.Kind, part.Key.App, part.Count(), part.Sum(row => row.Minutes), part.Average(row => row.LatencyMs))),
            ];
    }

    private sealed record UsageFileRow(Guid? UserId, HalfHour HalfHour, string Kind, string App, int People, int Minutes, float? LatencyMs);
}
