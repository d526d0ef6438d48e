using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How templates are used now, and were today: what is measured again and again, rather than asked for once.</summary>
/// <param name="ActiveUsers">The distinct users with a minute of usage in the window.</param>
/// <param name="PeakUsers">The most users that used anything in the same minute of the day.</param>
/// <param name="Templates">The templates with a bucket of the day or the window, ascending by id.</param>
public sealed record LiveReport(int ActiveUsers, int PeakUsers, IReadOnlyList<LiveTemplate> Templates)
{
    /// <summary>How long a user counts as active after a minute of usage, as in Coder's metrics.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The half-hours that the report is made of, as they are needed at an instant: those of the UTC day and of the window.</summary>
    public static ReportRange RangeAt(DateTimeOffset now)
    {
        var (today, window) = (HalfHour.FirstOf(DateOnly.FromDateTime(now.UtcDateTime)), HalfHour.Of(now - Window));
        return new ReportRange(window < today ? window : today, new HalfHour(HalfHour.Of(now).Number + 1));
    }

    /// <summary>The report over the usage of some templates, at an instant.</summary>
    public static LiveReport Of(IEnumerable<TemplateDay> usage, DateTimeOffset now, AppDirectory apps)
    {
        var shares = UsageScan.Run(usage, RangeAt(now), templates => new LiveVisitor(templates, apps, now), (visitor, _) => visitor);
        return shares.Aggregate((left, right) => left.Add(right)).Report();
    }
}
