using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>Reads what the report on running workspaces is made of.</summary>
public sealed class UtilizationReader(UsageReader usage, BuildReader builds)
{
    /// <summary>How the workspaces of some templates were used.</summary>
    internal async Task<UtilizationReport> ReadAsync(PeopleRequest asked, double? hourlyRate, CancellationToken cancellationToken)
    {
        var workspaces = builds.TimelinesAsync(asked.Templates, asked.Until, cancellationToken);
        var days = usage.ReadAsync(asked.Templates, asked.Period.Range, asked.WithSystem, cancellationToken);
        return UtilizationReport.Of(await workspaces, await days, asked.Period.Range, asked.Period.Start, asked.Until, asked.LeftOut, hourlyRate);
    }
}
