namespace Insights.Coder.State;

/// <summary>Half-hours in a row: from the start of the first to the end of the last.</summary>
/// <param name="From">The start of the first.</param>
/// <param name="To">The end of the last; null while there is none.</param>
public sealed record HalfHours(DateTime From, DateTime? To)
{
    private static readonly long Ticks = TimeSpan.FromMinutes(30).Ticks;

    /// <summary>The start of the half-hour that an instant is in.</summary>
    public static DateTime Floor(DateTime instant) => instant.AddTicks(-(instant.Ticks % Ticks));

    /// <summary>The first start of a half-hour at or after an instant.</summary>
    public static DateTime Ceiling(DateTime instant) => Floor(instant.AddTicks(Ticks - 1));

    /// <summary>The part of a time that is in them; null when there is none.</summary>
    public (DateTime Start, DateTime End)? Part(DateTime start, DateTime end)
    {
        var first = start > From ? start : From;
        var last = To < end ? To.Value : end;
        return first < last ? (first, last) : null;
    }
}
