using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Trends;

namespace Insights.Functions.Insights.Trends;

/// <summary>Makes trends, a period after the other: what is kept while usage is read is the users of one.</summary>
public sealed class TrendsReader(UsageReader usage, CatalogCache catalog, KeptMonths kept, PrivacyDoor privacy)
{
    /// <summary>What the periods are made from; null where it is not usage alone.</summary>
    internal ReportInputs? InputsOf(PeriodRequest asked, TrendInterval interval) => asked.Period.Start < kept.UsageSince
        ? null
        : new(asked.Templates, [.. PeriodsOf(asked, asked.Period.Start, interval).Select(period => period.Range)]) { Parts = ReportParts.Apps };

    /// <summary>The periods that were asked for, and whether kept months are left out because they cannot be of what was asked for.</summary>
    internal async Task<(IReadOnlyList<TrendsAnswer.Slot> Slots, bool KeptLeftOut)> ReadAsync(
        PeriodRequest asked, TrendInterval interval, CancellationToken cancellationToken)
    {
        // Also where there is nothing else to read: it is refused where the caller may not ask for it.
        await usage.ScanAsync(new ReportScan(), asked.Templates, asked.Filter, cancellationToken);
        var slots = new List<TrendsAnswer.Slot>();
        var (start, leftOut) = (asked.Period.Start, false);
        if (kept.UsageSince is { } since && start < since)
        {
            var end = asked.Period.End < since ? asked.Period.End : since;
            if (await privacy.FindNamedAsync(asked.Templates, cancellationToken) is { } named && KeptMonths.ScopeOf(named, asked) is { } scope)
            {
                (var months, leftOut) = await kept.GetAsync(named, scope, start, end, cancellationToken);
                slots.AddRange(TrendsAnswer.Slot.Of(months, interval));
                if (named.Since is not null && months.Count > 0)
                {
                    asked.Filter.Head?[PrivacyDoor.HeaderName] = privacy.HeaderOfCounts;
                }
            }
            else
            {
                leftOut = true;
            }

            start = TimeZoneInfo.ConvertTime(end, asked.Calendar);
        }

        var apps = AppDirectory.Of(await catalog.GetAppsAsync(asked.Templates, cancellationToken));
        foreach (var period in PeriodsOf(asked, start, interval))
        {
            slots.Add(TrendsAnswer.Slot.Of(
                await usage.ReportAsync(asked.Templates, asked.Filter, scan => TrendFigures.In(scan, period, apps), cancellationToken)));
        }

        return (slots, leftOut);
    }

    private static IReadOnlyList<TrendPeriod> PeriodsOf(PeriodRequest asked, DateTimeOffset start, TrendInterval interval) =>
        TrendPeriod.Of(start, asked.Period.End, interval.Months, asked.Calendar, asked.Recorded ?? asked.Period.End);
}
