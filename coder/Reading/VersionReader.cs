using System.Text.Json;
using Insights.Coder.Database;
using Insights.Coder.Items;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>
/// Reads versions of templates with what they let one choose. A version is there before it is of a template, and before its job has found
/// its parameters.
/// </summary>
internal sealed class VersionReader(CoderDatabase database)
{
    private const int PageLength = 500;

    /// <summary>The versions that are new or have changed since a time; all of them when it is null.</summary>
    public async Task<List<VersionItem>> ReadChangedAsync(DateTime? since, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        var byJob = schema.Problems(Relations.Jobs).Count == 0;
        var rows = await database.QueryAsync(
            byJob
                ? "select v.id, v.template_id from template_versions v left join provisioner_jobs j on j.id = v.job_id where v.updated_at >= @since or j.updated_at >= @since"
                : "select v.id, v.template_id from template_versions v where v.updated_at >= @since",
            row => (Id: row.GetGuid(0), Template: row.IdOrNull(1)),
            cancellationToken,
            ("since", since ?? Always.Since, NpgsqlDbType.TimestampTz));
        var versions = new List<VersionItem>(rows.Count);
        foreach (var page in rows.Chunk(PageLength))
        {
            var parameters = (await ReadParametersAsync([.. page.Select(version => version.Id)], cancellationToken)).ToLookup(item => item.Version, item => item.Parameter);
            versions.AddRange(page.Select(version => new VersionItem(version.Id, version.Template, [.. parameters[version.Id]])));
        }

        return versions;
    }

    private async Task<List<(Guid Version, VersionParameter Parameter)>> ReadParametersAsync(Guid[] versions, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            select template_version_id, name, display_name, type, description, default_value, options::text
            from template_version_parameters where template_version_id = any(@versions)
            order by template_version_id, display_order, name
            """,
            row => (
                row.GetGuid(0),
                new VersionParameter(
                    Fit.Name(row.GetString(1)),
                    Fit.Name(row.TextOrEmpty(2)),
                    Fit.Name(row.GetString(3)),
                    Fit.Text(row.GetString(4)),
                    Fit.Text(row.GetString(5)),
                    OptionsOf(row.TextOrEmpty(6)))),
            cancellationToken,
            ("versions", versions, NpgsqlDbType.Array | NpgsqlDbType.Uuid));

    // Go writes a list that is not there as null.
    private static List<ParameterOption> OptionsOf(string json) =>
        json.Length == 0 || json == "null"
            ? []
            : [.. (JsonSerializer.Deserialize(json, ItemsJson.Default.ListParameterOption) ?? []).Select(option => new ParameterOption(
                Fit.Name(option.Name ?? ""), Fit.Text(option.Description ?? ""), Fit.Text(option.Value ?? ""), Fit.Url(option.Icon ?? "")))];
}
