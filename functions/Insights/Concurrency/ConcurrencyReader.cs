using Insights.Functions.Reports.Concurrency;

namespace Insights.Functions.Insights.Concurrency;

/// <summary>Reads who was active at once, and which workspaces ran.</summary>
public sealed class ConcurrencyReader(UsageReader usage, BuildReader builds, FilteredPeople people, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>Who was active at once.</summary>
    internal async Task<ConcurrencyReport> ReadAsync(PeriodRequest asked, CancellationToken cancellationToken) =>
        await usage.ReportAsync(asked.Templates, asked.Filter, scan => ConcurrencyReport.In(scan, asked.Period.Range), cancellationToken);

    /// <summary>Which workspaces ran; null where nobody knows, and where people are not named, or not known of the whole period.</summary>
    internal async Task<RunningWorkspaces?> WorkspacesAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        if (await privacy.FindNamedAsync(asked.Templates, asked.Period.Range, cancellationToken) is not { } named)
        {
            return null;
        }

        var timelines = await builds.TimelinesAsync(named, asked.Templates, asked.Period.Until(clock.GetUtcNow()), cancellationToken);
        return RunningWorkspaces.Of(timelines, await people.PredicateAsync(named, asked.Filter, cancellationToken) ?? (_ => true));
    }
}
