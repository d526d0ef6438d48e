using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights.Trends;

/// <summary>Reads the months of which the figures alone are left.</summary>
public sealed class KeptMonths(MonthTable months, TimeProvider clock, IOptions<UsageOptions> options, IOptions<PrivacyOptions> privacy)
{
    /// <summary>When usage itself begins, where months before it may be kept; null where none are.</summary>
    internal DateTimeOffset? UsageSince => options.Value.KeepMonths == 0 ? null : HalfHour.FirstOf(options.Value.FirstDay(clock.GetUtcNow())).Start;

    /// <summary>
    /// What of a request kept months can be of: all templates, those of an organization, one template, or, where people are kept as long as usage,
    /// all templates and one group. Null for anything else, such as single people.
    /// </summary>
    internal static MonthScope? ScopeOf(NamedPeople named, PeriodRequest asked) => asked switch
    {
        { Filter.NarrowsPeople: true } when named.Since is not null => null,
        { Filter: { Users.Count: > 0 } or { Apps: not null } or { WithSystem: true } } => null,
        { Filter.Groups: [var group], Selection: { Listed.Count: 0, Organization: null } } => MonthScope.Group(group),
        { Filter.Groups.Count: > 0 } => null,
        { Selection.Organization: { } organization } => MonthScope.Organization(organization),
        { Selection.Listed: [var template] } => MonthScope.Template(template),
        { Selection.Listed.Count: 0 } => MonthScope.All,
        _ => null,
    };

    /// <summary>
    /// The months that are wholly in a stretch of time, and whether some are left out. Exact figures may differ by one person, so it takes the
    /// decision to name people; and where these are not kept as long as usage, there are those of counts alone.
    /// </summary>
    internal async Task<(IReadOnlyList<(DateOnly Month, KeptMonth Figures)> Months, bool LeftOut)> GetAsync(
        NamedPeople named, MonthScope scope, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var first = MonthOf(start);
        var kept = await months.GetAsync(scope, HalfHour.FirstOf(first).Start < start ? first.AddMonths(1) : first, MonthOf(end), cancellationToken);
        (DateOnly Month, KeptMonth Figures)[] shown = [.. kept.Where(month => named.Since is null || month.Figures.Floor >= privacy.Value.GroupFloor)];
        return (shown, shown.Length < kept.Count);
    }

    private static DateOnly MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1);
}
