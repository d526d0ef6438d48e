using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports.Support;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each user: how that one gets on, and why help may be needed.</summary>
public sealed class SupportSection(SupportReader support) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "support";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => SupportReader.InputsOf(asked);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var (report, _) = await support.ReadAsync(asked.Asked, cancellationToken);
        return new ExportSection(
            Name,
            [
                "user_id", "username", "name", "signals", "seconds", "hours", "previous_seconds", "p50_ms", "p95_ms", "previous_p50_ms", "previous_p95_ms",
                "slower_since", "group", "group_median_seconds", "apps", "workspaces", "unused_templates", "template_ids", "templates",
            ],
            Later(() => report.Users.Select(user => RowOf(user, asked.Names))));
    }

    private static CsvField[] RowOf(SupportUser user, ExportNames names) =>
    [
        CsvField.Of(user.UserId), CsvField.Of(names.Username(user.UserId)), CsvField.Of(names.Name(user.UserId)),
        CsvField.Of(SupportAnswer.NamesOf(user.Signals)), CsvField.Of(user.Seconds), CsvField.OfHours(user.Seconds),
        user.PreviousSeconds is { } previous ? CsvField.Of(previous) : CsvField.Empty, CsvField.Of(user.Latency?.P50), CsvField.Of(user.Latency?.P95),
        CsvField.Of(user.PreviousLatency?.P50), CsvField.Of(user.PreviousLatency?.P95),
        user.SlowerSince is { } since ? CsvField.Of(since) : CsvField.Empty, CsvField.Of(user.BelowGroup?.Group.Name ?? ""), CsvField.Of(user.BelowGroup?.Seconds),
        CsvField.Of(user.Apps.Select(app => app.App.DisplayName.Length > 0 ? app.App.DisplayName : app.App.Slug)), CsvField.Of(user.Workspaces),
        CsvField.Of(names.Templates(user.UnusedTemplateIds)), CsvField.Of(user.TemplateIds), CsvField.Of(names.Templates(user.TemplateIds)),
    ];
}
