using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>Reads what the report on running workspaces is made of.</summary>
public sealed class UtilizationReader(UsageReader usage, BuildReader builds, FilteredPeople people, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>How the workspaces of some templates were used.</summary>
    internal async Task<UtilizationReport> ReadAsync(PeriodRequest asked, double? hourlyRate, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        var until = asked.Period.Until(clock.GetUtcNow());
        var workspaces = await builds.TimelinesAsync(named, asked.Templates, until, cancellationToken);
        var counts = await people.PredicateAsync(named, asked.Filter, cancellationToken) ?? (_ => true);
        return await usage.ReportNamedAsync(
            named,
            asked.Templates,
            asked.Filter,
            scan => UtilizationReport.In(scan, workspaces, asked.Period.Range, asked.Period.Start, until, counts, hourlyRate),
            cancellationToken);
    }
}
