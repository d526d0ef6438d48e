using Insights.Functions.Reports;
using Insights.Functions.Reports.Trends;

namespace Insights.Functions.Insights.Trends;

/// <summary>Makes trends, a period after the other: what is in memory at once is the usage of one.</summary>
public sealed class TrendsReader(UsageReader usage, CatalogCache catalog)
{
    /// <summary>The periods that were asked for.</summary>
    internal async Task<IReadOnlyList<TrendFigures>> ReadAsync(PeriodRequest asked, TrendInterval interval, CancellationToken cancellationToken)
    {
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(asked.Templates, cancellationToken));
        var periods = TrendPeriod.Of(asked.Period.Start, asked.Period.End, interval.Months, asked.Calendar, asked.Recorded ?? asked.Period.End);
        var figures = new List<TrendFigures>();
        foreach (var period in periods)
        {
            var scanned = await usage.ReadAsync(asked.Templates, period.Range, asked.Filter, cancellationToken);
            figures.Add(TrendFigures.Of(scanned, period, apps));
        }

        return figures;
    }
}
