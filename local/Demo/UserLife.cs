namespace Insights.Local.Demo;

/// <summary>A user's status over the months, and the days between which the user works.</summary>
internal sealed record UserLife(DateTime CreatedAt, StatusChange[] Changes, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Dormancy is noticed late: the work stopped this many days before.</summary>
    private const int QuietDays = 21;

    public static UserLife Of(Dice dice, DateOnly today)
    {
        var age = dice.Unit() switch
        {
            < 0.70 => dice.Between(61, 172),
            < 0.88 => dice.Between(31, 60),
            _ => dice.Between(1, 30),
        };
        var fate = dice.Unit();
        var ago = dice.Between(2, 50);
        var later = dice.Between(1, 5);
        var minute = dice.Between(0, 400);
        var created = At(age);
        var active = new StatusChange("active", created);
        var firstDay = today.AddDays(1 - age);
        return fate switch
        {
            // Whoever was invited is dormant until the first sign-in.
            < 0.05 when age > 8 => new(created, [new("dormant", created), new("active", At(age - later))],
                firstDay.AddDays(later), DateOnly.MaxValue),
            < 0.13 when age > 60 => new(created, [active, new("dormant", At(ago))], firstDay, today.AddDays(-ago - QuietDays)),
            < 0.16 when age > 60 => new(created, [active, new("dormant", At(ago + later)), new("active", At(ago))],
                today.AddDays(1 - ago), DateOnly.MaxValue),
            < 0.20 when age > 60 => new(created, [active, new("suspended", At(ago))], firstDay, today.AddDays(-ago - 1)),
            < 0.23 when age > 60 => new(created, [active, new("suspended", At(ago + later)), new("suspended", At(ago), Deleted: true)],
                firstDay, today.AddDays(-ago - later - 1)),
            _ => new(created, [active], firstDay, DateOnly.MaxValue),
        };

        DateTime At(int daysAgo) => today.AddDays(-daysAgo).ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc).AddMinutes(minute);
    }
}
