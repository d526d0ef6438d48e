using Insights.Functions.Http;

namespace Insights.Functions.Insights.Self;

/// <summary>What is stored of a user as CSV: a row for each half-hour and template and one for each application in it, or one for each build and each of its parameters.</summary>
internal static class OwnDataFiles
{
    /// <summary>The half-hours.</summary>
    public const string Usage = "usage";

    /// <summary>The builds.</summary>
    public const string Builds = "builds";

    private static readonly string[] UsageColumns = ["start_time", "template_id", "kind", "app", "minutes", "which_minutes", "connected", "median_latency_ms"];

    private static readonly string[] BuildColumns =
    [
        "created_at", "build_id", "workspace_id", "workspace", "template_id", "template_version_id", "build_number", "transition", "job_status", "completed_at", "daily_cost",
        "parameter", "value",
    ];

    public static CsvResult Of(IReadOnlyList<OwnHalfHour> usage) => new("insights-me-usage.csv", usage.SelectMany(RowsOf).Prepend(Head(UsageColumns)), marked: true);

    public static CsvResult Of(IReadOnlyList<OwnData.Build> builds) => new("insights-me-builds.csv", builds.SelectMany(RowsOf).Prepend(Head(BuildColumns)), marked: true);

    private static CsvField[] Head(string[] columns) => [.. columns.Select(CsvField.Of)];

    private static IEnumerable<CsvField[]> RowsOf(OwnHalfHour halfHour)
    {
        yield return Row("all", "", halfHour.Used, CsvField.Of(halfHour.Connected), CsvField.Of(halfHour.MedianLatencyMs));
        foreach (var (app, minutes) in halfHour.SessionApps)
        {
            yield return Row("session", app, minutes, CsvField.Empty, CsvField.Empty);
        }

        foreach (var (app, minutes) in halfHour.Apps)
        {
            yield return Row("app", app, minutes, CsvField.Empty, CsvField.Empty);
        }

        CsvField[] Row(string kind, string app, OwnMinutes minutes, CsvField connected, CsvField latency) =>
            [CsvField.Of(halfHour.StartTime), CsvField.Of(halfHour.TemplateId), CsvField.Of(kind), CsvField.Of(app), CsvField.Of(minutes.Minutes), CsvField.Of(minutes.Which), connected, latency];
    }

    private static IEnumerable<CsvField[]> RowsOf(OwnData.Build build) =>
        build.Parameters.Select(parameter => (parameter.Name, parameter.Text)).DefaultIfEmpty(("", "")).Select(parameter => new[]
        {
            CsvField.Of(build.CreatedAt), CsvField.Of(build.Id), CsvField.Of(build.WorkspaceId), CsvField.Of(build.WorkspaceName), CsvField.Of(build.TemplateId),
            CsvField.Of(build.TemplateVersionId), CsvField.Of(build.BuildNumber), CsvField.Of(build.Transition ?? ""), CsvField.Of(build.JobStatus ?? ""),
            build.CompletedAt is { } completed ? CsvField.Of(completed) : CsvField.Empty, build.DailyCost is { } cost ? CsvField.Of(cost) : CsvField.Empty,
            CsvField.Of(parameter.Item1), CsvField.Of(parameter.Item2),
        });
}
