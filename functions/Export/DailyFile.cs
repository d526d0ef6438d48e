using Insights.Functions.Reports;
using Insights.Functions.Usage;
using Parquet;
using Parquet.Schema;

namespace Insights.Functions.Export;

/// <summary>One row a template: how it was used on a UTC day.</summary>
internal static class DailyFile
{
    private static readonly DataField Template = new("template_id", typeof(string), isNullable: false);
    private static readonly DataField TemplateName = new("template_name", typeof(string), isNullable: false);
    private static readonly DataField<int> ActiveUsers = new("active_users");
    private static readonly DataField<long> UsageSeconds = new("usage_seconds");

    private static readonly (BuiltinApp App, DataField<long> Field)[] Builtin =
        [.. BuiltinApp.All.Select(app => (app, new DataField<long>($"{app.Slug.Replace('-', '_')}_seconds")))];

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(
        Stream content,
        IReadOnlyList<TemplateDay> days,
        ReportRange range,
        AppDirectory apps,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken cancellationToken)
    {
        var overview = OverviewReport.Of(days, range, []).Templates;
        var builtin = overview.Select(template => TemplatesReport.Of(days.Where(day => day.Template == template.TemplateId), range, apps, []).Builtin).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema([Template, TemplateName, ActiveUsers, UsageSeconds, .. Builtin.Select(column => column.Field)]),
            content,
            ParquetFile.Options,
            cancellationToken: cancellationToken);
        writer.CustomMetadata = ParquetFile.MetadataOf("daily");
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(Template, overview.Select(template => template.TemplateId.ToString()).ToArray());
        await group.WriteAsync(TemplateName, overview.Select(template => names[template.TemplateId]).ToArray());
        await group.WriteAsync<int>(ActiveUsers, overview.Select(template => template.ActiveUsers).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<long>(UsageSeconds, overview.Select(template => template.Seconds).ToArray(), cancellationToken: cancellationToken);
        foreach (var ((_, field), place) in Builtin.Select((column, place) => (column, place)))
        {
            await group.WriteAsync<long>(field, builtin.Select(used => used[place].Seconds).ToArray(), cancellationToken: cancellationToken);
        }

        group.CompleteValidate();
    }
}
