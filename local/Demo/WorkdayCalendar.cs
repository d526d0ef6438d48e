namespace Insights.Local.Demo;

/// <summary>Who works when: a pure function of the user and the local date.</summary>
internal static class WorkdayCalendar
{
    private const int ShortestSession = 8;

    public static IEnumerable<WorkSession> SessionsOf(DemoUser user, DateOnly date)
    {
        var dice = new Dice(user.Seed, date.DayNumber);
        var usable = user.WorksOn(date) ? Array.FindAll(user.Workspaces, w => w.IsUsedOn(date)) : [];
        if (usable.Length == 0 || !IsWorkday(user, date, dice))
        {
            return [];
        }

        var midnight = user.Site.MidnightOf(date);
        var workspace = dice.Pick(usable, w => w.Weight);
        var sessions = new List<WorkSession>();
        foreach (var (start, end) in Stretches(user.Habit, dice))
        {
            if (dice.Chance(0.2))
            {
                workspace = dice.Pick(usable, w => w.Weight);
            }

            if (end - start >= ShortestSession)
            {
                sessions.Add(new(user, workspace, midnight + start, midnight + end));
            }
        }

        return sessions;
    }

    private static bool IsWorkday(DemoUser user, DateOnly date, Dice dice)
    {
        var onLeave = new Dice(user.Seed, date.DayNumber / 7, 7).Chance(0.05);
        var chance = date.DayOfWeek switch
        {
            DayOfWeek.Saturday or DayOfWeek.Sunday => user.Habit.Weekend,
            DayOfWeek.Friday => user.Habit.Weekday * 0.88,
            _ => user.Habit.Weekday,
        };
        return dice.Chance(chance) && !onLeave;
    }

    /// <summary>Minutes of the local day: the presence less lunch and a meeting or two, and sometimes the evening.</summary>
    private static IEnumerable<(int Start, int End)> Stretches(WorkHabit habit, Dice dice)
    {
        var start = (int)(60 * habit.StartHour + 18 * dice.Normal());
        var leave = Math.Min(start + (int)(60 * habit.Hours * dice.Between(0.75, 1.2)), 22 * 60);
        var lunch = dice.Between(11 * 60 + 30, 13 * 60);
        (int Start, int End)[] gaps =
        [
            Gap(start + dice.Between(30, 180), dice.Chance(0.55) ? dice.Between(15, 60) : 0),
            Gap(lunch, dice.Between(30, 75)),
            Gap(lunch + dice.Between(100, 240), dice.Chance(0.5) ? dice.Between(15, 75) : 0),
        ];
        foreach (var gap in gaps.OrderBy(g => g.Start))
        {
            if (gap.End > start && gap.Start < leave)
            {
                yield return (start, gap.Start);
                start = Math.Max(start, gap.End);
            }
        }

        yield return (start, leave);
        var evening = Math.Max(leave + 45, dice.Between(20 * 60, 21 * 60));
        if (dice.Chance(habit.Evening))
        {
            yield return (evening, Math.Min(evening + dice.Between(25, 120), 24 * 60 - 1));
        }

        static (int, int) Gap(int start, int length) => (start, start + length);
    }
}
