using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each workspace that ran.</summary>
public sealed class UtilizationSection(UtilizationReader utilization) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "utilization";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range) { BuildsUntil = asked.Period.End };

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await utilization.ReadAsync(asked.Asked, asked.HourlyRate, cancellationToken);
        return new ExportSection(
            Name,
            [
                "workspace_id", "workspace", "user_id", "username", "name", "running", "started_at", "never_used", "running_seconds", "running_hours",
                "used_seconds", "used_hours", "shared_seconds", "idle_seconds", "idle_hours", "share", "cost", "idle_cost", "template_ids", "templates",
            ],
            Later(() => report.Workspaces.Select(workspace => RowOf(workspace, asked.Names))));
    }

    private static CsvField[] RowOf(WorkspaceUtilization workspace, ExportNames names)
    {
        var figures = workspace.Figures;
        Guid[] templates = [workspace.Workspace.TemplateId];
        return
        [
            CsvField.Of(workspace.Workspace.WorkspaceId), CsvField.Of(workspace.Workspace.Name), CsvField.Of(workspace.OwnerId),
            CsvField.Of(names.Username(workspace.OwnerId)), CsvField.Of(names.Name(workspace.OwnerId)), CsvField.Of(workspace.IsRunning),
            CsvField.Of(workspace.StartedAt), CsvField.Of(workspace.IsNeverUsed), CsvField.Of(figures.RunningSeconds), CsvField.OfHours(figures.RunningSeconds),
            CsvField.Of(figures.UsedSeconds), CsvField.OfHours(figures.UsedSeconds), CsvField.Of(figures.SharedSeconds), CsvField.Of(figures.IdleSeconds),
            CsvField.OfHours(figures.IdleSeconds), CsvField.Of(Rounded.Of(figures.Share)), CsvField.Of(Rounded.Of(figures.Cost)),
            CsvField.Of(Rounded.Of(figures.IdleCost)), CsvField.Of(templates), CsvField.Of(names.Templates(templates)),
        ];
    }
}
