namespace Insights.Functions.Reports.Adoption;

/// <summary>When a user was active: in the days and weeks of a calendar, in all and by template.</summary>
/// <param name="id">The user.</param>
/// <param name="first">The first half-hour of any use that is kept.</param>
/// <param name="calendar">The calendar.</param>
internal sealed class UserUse(Guid id, int first, AdoptionCalendar calendar)
{
    private readonly Dictionary<int, (SlotBits Days, bool IsInRange)> _templates = [];

    public Guid Id => id;

    /// <summary>The first half-hour of any use that is kept.</summary>
    public int First => first;

    public SlotBits Weeks { get; } = new(calendar.Weeks.Count);

    /// <summary>The templates that it used, by number, on which days, and whether in range.</summary>
    public IEnumerable<(int Template, SlotBits Days, bool IsInRange)> Templates => _templates.Select(use => (use.Key, use.Value.Days, use.Value.IsInRange));

    /// <summary>Whether it used any of the templates in range.</summary>
    public bool IsInRange => _templates.Values.Any(use => use.IsInRange);

    public void Add(int template, int day, bool inRange)
    {
        var (days, before) = _templates.TryGetValue(template, out var known) ? known : (new SlotBits(calendar.Days.Count), false);
        days.Set(day);
        _templates[template] = (days, before || inRange);
    }

    /// <summary>The days on which it used any of them.</summary>
    public SlotBits Days()
    {
        var all = new SlotBits(calendar.Days.Count);
        foreach (var (days, _) in _templates.Values)
        {
            all.Or(days);
        }

        return all;
    }
}
