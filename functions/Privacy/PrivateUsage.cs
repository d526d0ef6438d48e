using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>Makes usage safe to make any report of, below <see cref="PrivacyLevel.Named"/>.</summary>
public sealed class PrivateUsage
{
    private readonly int _floor;
    private readonly bool _isCrowd;
    private readonly Func<Guid, DateOnly, bool> _counts;
    private readonly Func<Guid, UsageSegment, UsageSegment> _hidden;

    /// <summary>Usage for one report.</summary>
    /// <param name="level">The level.</param>
    /// <param name="options">The settings.</param>
    /// <param name="first">The first half-hour of the report's period, as it was asked for.</param>
    /// <param name="end">The half-hour after its last.</param>
    /// <param name="counts">Whether a user counts on a day: whom the floor counts, and of whom anything is left.</param>
    /// <param name="organizationOf">The organization of a template; empty for none.</param>
    internal PrivateUsage(
        PrivacyLevel level, PrivacyOptions options, HalfHour first, HalfHour end, Func<Guid, DateOnly, bool> counts, Func<Guid, Guid> organizationOf)
    {
        (_floor, _isCrowd, _counts) = (options.GroupFloor, level == PrivacyLevel.Aggregated, counts);
        var key = new PrivacyKey(options.Key);
        _hidden = level switch
        {
            PrivacyLevel.Pseudonymous => (template, left) => Pseudonyms.Of(left, user => key.PseudonymOf(organizationOf(template), first.Number, end.Number, user)),
            PrivacyLevel.Aggregated => new Crowd(key, _floor).Of,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Named usage is shown as it is."),
        };
    }

    /// <summary>The last UTC day that is shown: one that is over, and for three hours, in which what comes late has come.</summary>
    /// <remarks>A day that grows would show by how much it grew between two questions, which may be what one person did.</remarks>
    internal static DateOnly LastDay(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-3)).AddDays(-1);

    /// <summary>
    /// A day of a template, made safe: all of it, with nobody left out and nothing narrowed before. One of which counts stand in the place of
    /// people is as it is, unless they are of fewer people than the floor is by now: then nothing is left, since nobody knows which are.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="apps">The applications that are asked for; null for all.</param>
    internal TemplateDay Of(TemplateDay day, AppChoice? apps)
    {
        var safe = day.Floor is null ? _hidden(day.Template, PeopleFloor.Of(day.Usage, user => _counts(user, day.Day), _floor))
            : day.Floor >= _floor ? day.Usage
            : UsageSegment.Empty;
        return new(day.Template, day.Day, apps is null ? safe : ChosenApps.Of(safe, apps)) { Floor = day.Floor ?? (_isCrowd ? _floor : null) };
    }
}
