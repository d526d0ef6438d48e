using Insights.Functions.Reports;
using Insights.Functions.Usage;

namespace Insights.Functions.Notices;

/// <summary>The figures of some days that a digest or an alert is made from. They tell of templates, and of nobody by name.</summary>
/// <param name="ActiveUsers">The distinct users.</param>
/// <param name="Seconds">How long they used anything.</param>
/// <param name="Templates">Of each template that was used.</param>
internal sealed record WeekFigures(int ActiveUsers, long Seconds, IReadOnlyDictionary<Guid, TemplateOverview> Templates)
{
    /// <summary>The figures of the days from one to before another.</summary>
    public static WeekFigures Of(IReadOnlyList<TemplateDay> usage, DateOnly first, DateOnly end)
    {
        var report = OverviewReport.Of(Between(usage, first, end), new ReportRange(HalfHour.FirstOf(first), HalfHour.FirstOf(end)), []);
        return new WeekFigures(report.ActiveUsers, report.Seconds, report.Templates.ToDictionary(template => template.TemplateId));
    }

    /// <summary>How many used a template.</summary>
    public int ActiveUsersOf(Guid template) => Templates.TryGetValue(template, out var used) ? used.ActiveUsers : 0;

    /// <summary>The usage of the days from one to before another.</summary>
    public static IReadOnlyList<TemplateDay> Between(IReadOnlyList<TemplateDay> usage, DateOnly first, DateOnly end) =>
        [.. usage.Where(day => day.Day >= first && day.Day < end)];

    /// <summary>The 95th percentile of the latency of each template that any was measured of, over the half-hours of its users. Milliseconds.</summary>
    public static IReadOnlyDictionary<Guid, double> LatencyOf(IReadOnlyList<TemplateDay> usage, ReportRange range)
    {
        var latency = new Dictionary<Guid, double>();
        foreach (var template in usage.GroupBy(day => day.Template))
        {
            float[] medians = [.. BucketMinutes.Of(template, range, new AppDirectory([])).Select(row => row.LatencyMs).OfType<float>().Order()];
            if (medians.Length > 0)
            {
                latency[template.Key] = Percentile.Of(medians, 0.95);
            }
        }

        return latency;
    }
}
