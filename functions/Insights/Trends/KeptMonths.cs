using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights.Trends;

/// <summary>Reads the months of which the figures alone are left.</summary>
public sealed class KeptMonths(MonthTable months, TimeProvider clock, IOptions<UsageOptions> options)
{
    /// <summary>When usage itself begins, where months before it may be kept; null where none are.</summary>
    internal DateTimeOffset? UsageSince => options.Value.KeepMonths == 0 ? null : HalfHour.FirstOf(options.Value.FirstDay(clock.GetUtcNow())).Start;

    /// <summary>
    /// What of a request kept months can be of: all templates, those of an organization, one template, or all templates and one group. Null
    /// for anything else, such as single people.
    /// </summary>
    internal static MonthScope? ScopeOf(PeriodRequest asked) => asked switch
    {
        { Filter: { Users.Count: > 0 } or { Apps: not null } or { WithSystem: true } } => null,
        { Filter.Groups: [var group], Selection: { Listed.Count: 0, Organization: null } } => MonthScope.Group(group),
        { Filter.Groups.Count: > 0 } => null,
        { Selection.Organization: { } organization } => MonthScope.Organization(organization),
        { Selection.Listed: [var template] } => MonthScope.Template(template),
        { Selection.Listed.Count: 0 } => MonthScope.All,
        _ => null,
    };

    /// <summary>The months that are wholly in a stretch of time. Their figures are exact, so that two of them may differ by one person: it takes the decision to name people.</summary>
    internal Task<IReadOnlyList<(DateOnly Month, KeptMonth Figures)>> GetAsync(
        NamedPeople named, MonthScope scope, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        var first = MonthOf(start);
        return months.GetAsync(scope, HalfHour.FirstOf(first).Start < start ? first.AddMonths(1) : first, MonthOf(end), cancellationToken);
    }

    private static DateOnly MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1);
}
