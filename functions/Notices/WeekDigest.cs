using System.Globalization;
using Insights.Functions.Insights;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Notices;

/// <summary>Says how the last whole week was, from Monday to Sunday by UTC, beside the one before.</summary>
public sealed class WeekDigest(UsageReader usage, UsageIndex index, CatalogCache catalog, PrivacyDoor privacy, TimeProvider clock, IOptions<NoticeOptions> options)
{
    /// <summary>How many templates a list names at most.</summary>
    private const int MaxNamed = 5;

    /// <summary>From where on latency is poor, in milliseconds: as Coder colours it.</summary>
    private const int PoorLatency = 300;

    /// <summary>The Monday after the last whole week.</summary>
    internal static DateOnly EndOfWeek(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
    }

    /// <summary>The digest of the last whole week.</summary>
    internal async Task<Notice> WriteAsync(CancellationToken cancellationToken)
    {
        var end = EndOfWeek(clock.GetUtcNow());
        var (before, first) = (end.AddDays(-14), end.AddDays(-7));
        var templates = await index.GetTemplatesAsync(cancellationToken);
        var range = new ReportRange(HalfHour.FirstOf(before), HalfHour.FirstOf(end));
        var both = await usage.ReadAsync(templates, range, UsageFilter.People, cancellationToken);
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var (week, earlier) = (WeekFigures.Of(both, first, end), WeekFigures.Of(both, before, first));
        var latency = WeekFigures.LatencyOf(WeekFigures.Between(both, first, end), new ReportRange(HalfHour.FirstOf(first), HalfHour.FirstOf(end)));

        var page = options.Value.Page.Length > 0 ? new Uri(options.Value.Page) : null;
        var floor = await privacy.FloorAsync(templates, range, cancellationToken);
        var paragraphs = new List<Notice.Paragraph>
        {
            new("", [$"{week.ActiveUsers} active users, {earlier.ActiveUsers} the week before", $"{Hours(week.Seconds)}, {Hours(earlier.Seconds)} the week before", .. Peak(both, first), .. floor is null ? [] : new Notice.Line[] { $"what fewer than {floor} people did is left out" }]),
        };
        Add("What changed", week.Templates.Keys.Union(earlier.Templates.Keys)
            .Select(template => (template, Now: week.ActiveUsersOf(template), Then: earlier.ActiveUsersOf(template)))
            .Where(change => change.Now != change.Then)
            .OrderByDescending(change => Math.Abs(change.Now - change.Then)).ThenBy(change => NameOf(change.template), StringComparer.Ordinal)
            .Select(change => About(change.template, $": {change.Now} active users, {change.Then} the week before")));
        Add(floor is null ? "Used by nobody" : "Used by few or nobody", known.Values
            .Where(template => !week.Templates.ContainsKey(template.Id) && !(template.CreatedAt >= new DateTimeOffset(end, TimeOnly.MinValue, TimeSpan.Zero)))
            .OrderBy(template => NameOf(template.Id), StringComparer.Ordinal).Select(template => About(template.Id, "")));
        Add("Poor latency", latency.Where(template => template.Value >= PoorLatency).OrderByDescending(template => template.Value)
            .Select(template => About(template.Key, string.Create(CultureInfo.InvariantCulture, $": {template.Value:0} ms at the 95th percentile"))));
        return new Notice(
            string.Create(CultureInfo.InvariantCulture, $"Template insights, {first:d MMMM} to {end.AddDays(-1):d MMMM yyyy}"),
            paragraphs,
            page);

        void Add(string heading, IEnumerable<Notice.Line> lines)
        {
            var all = lines.ToArray();
            if (all.Length > 0)
            {
                paragraphs.Add(new(heading, [.. all.Take(MaxNamed), .. all.Length > MaxNamed ? new Notice.Line[] { $"and {all.Length - MaxNamed} more" } : []]));
            }
        }

        Notice.Line About(Guid template, string text) => new(NameOf(template), text, page is null ? null : new Uri(page, $"/templates/{template}"));

        string NameOf(Guid template) =>
            known.GetValueOrDefault(template) is { } found ? found.DisplayName.Length > 0 ? found.DisplayName : found.Name : template.ToString();
    }

    private static IEnumerable<Notice.Line> Peak(IReadOnlyList<TemplateDay> usage, DateOnly first)
    {
        var peak = Enumerable.Range(0, 7).Select(first.AddDays)
            .Select(day => (Day: day, Users: LiveReport.Of(WeekFigures.Between(usage, day, day.AddDays(1)), LastMomentOf(day), new AppDirectory([])).PeakUsers))
            .MaxBy(day => day.Users);
        return peak.Users > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{peak.Users} at once at most, on {peak.Day:dddd}")] : [];
    }

    private static DateTimeOffset LastMomentOf(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(1).AddTicks(-1);

    private static string Hours(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600.0:#,0.#} hours");
}
