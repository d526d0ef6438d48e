namespace Insights.Functions.Tests.Reference;

/// <summary>The local days of a zone, or of a fixed offset.</summary>
public sealed class LocalCalendar(TimeZoneInfo zone)
{
    public static LocalCalendar Fixed(TimeSpan offset) =>
        new(TimeZoneInfo.CreateCustomTimeZone("fixed", offset, "fixed", "fixed"));

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The first instant of the date: where DST skips or repeats midnight that is not simply "00:00".</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        // Every present-day offset and transition is a multiple of 15 minutes.
        var instant = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-15);
        while (DateOf(instant) < date)
        {
            instant = instant.AddMinutes(15);
        }

        return Local(instant);
    }
}
