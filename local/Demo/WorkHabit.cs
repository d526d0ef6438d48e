namespace Insights.Local.Demo;

/// <summary>How somebody works: chances in [0, 1], times in local hours.</summary>
internal sealed record WorkHabit(double Weekday, double Weekend, double Evening, double StartHour, double Hours)
{
    /// <summary>Most work office hours, a quarter drops in now and then, a few hardly ever stop: the tail of the activity report.</summary>
    public static WorkHabit Of(Dice dice) => dice.Unit() switch
    {
        < 0.66 => new(dice.Between(0.72, 0.95), 0.03, 0.07, dice.Between(7.6, 9.8), dice.Between(6.8, 9.2)),
        < 0.92 => new(dice.Between(0.15, 0.5), 0.02, 0.03, dice.Between(8.5, 14.0), dice.Between(1.2, 4.0)),
        _ => new(dice.Between(0.93, 1.0), 0.4, 0.55, dice.Between(6.8, 9.5), dice.Between(9.5, 11.5)),
    };
}
