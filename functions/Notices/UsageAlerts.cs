using System.Globalization;
using Insights.Functions.Insights;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Notices;

/// <summary>Finds what is beyond the thresholds of the settings now.</summary>
public sealed class UsageAlerts(UsageReader usage, UsageIndex index, CatalogCache catalog, TimeProvider clock, IOptions<NoticeOptions> options)
{
    /// <summary>Of fewer users nothing is said: among three, one who is away is a fall of a third.</summary>
    internal const int MinUsers = 5;

    /// <summary>What is beyond a threshold, by a key that stays the same as long as it is.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> FindAsync(CancellationToken cancellationToken)
    {
        var thresholds = options.Value;
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var range = new ReportRange(HalfHour.FirstOf(today.AddDays(thresholds.FellPercent > 0 ? -14 : -1)), new HalfHour(HalfHour.Of(now).Number + 1));
        var days = await usage.ReadAsync(await index.GetTemplatesAsync(cancellationToken), range, UsageFilter.People, cancellationToken);
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var found = new Dictionary<string, string>();
        if (thresholds.FellPercent > 0)
        {
            var (week, earlier) = (WeekFigures.Of(days, today.AddDays(-7), today), WeekFigures.Of(days, today.AddDays(-14), today.AddDays(-7)));
            foreach (var (template, then) in earlier.Templates)
            {
                var users = week.ActiveUsersOf(template);
                if (then.ActiveUsers >= MinUsers && (then.ActiveUsers - users) * 100 >= thresholds.FellPercent * then.ActiveUsers)
                {
                    found[$"fell-{template:N}"] = $"{NameOf(template)}: {users} active users in the last seven days, {then.ActiveUsers} in the seven before";
                }
            }
        }

        if (thresholds.PeakAbove > 0 && LiveReport.Of(WeekFigures.Between(days, today, today.AddDays(1)), now, new AppDirectory([])).PeakUsers is var peak && peak > thresholds.PeakAbove)
        {
            found["peak"] = $"{peak} users at once today, more than {thresholds.PeakAbove}";
        }

        if (thresholds.LatencyAboveMs > 0)
        {
            foreach (var (template, latency) in WeekFigures.LatencyOf(days, ReportRange.Between(now.AddDays(-1), range.End.Start)).Where(one => one.Value > thresholds.LatencyAboveMs))
            {
                found[$"latency-{template:N}"] = string.Create(
                    CultureInfo.InvariantCulture, $"{NameOf(template)}: latency of {latency:0} ms at the 95th percentile in the last 24 hours, more than {thresholds.LatencyAboveMs}");
            }
        }

        return found;

        string NameOf(Guid template) => known.GetValueOrDefault(template)?.Name ?? template.ToString();
    }
}
