using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Concurrency;

/// <summary>
/// What hours of the week are like. Each hour on the clock of a zone is one value, the highest of its half-hours; an hour that the clock
/// shows twice is two, and one that it skips is none. A half-hour belongs to the hour that the clock shows when it begins.
/// </summary>
public static class HeatMap
{
    /// <summary>Days in a week.</summary>
    public const int Days = 7;

    /// <summary>Hours in a day.</summary>
    public const int Hours = 24;

    /// <summary>The cells from Monday, hour 0, to Sunday, hour 23.</summary>
    /// <param name="first">The half-hour of the first value.</param>
    /// <param name="values">A value for each half-hour.</param>
    /// <param name="recorded">The half-hours from this one on are known; those before are no values.</param>
    /// <param name="zone">Whose clock it is.</param>
    public static IReadOnlyList<HeatMapCell> Of(HalfHour first, IReadOnlyList<int> values, HalfHour recorded, TimeZoneInfo zone)
    {
        var cells = new List<float>[Days * Hours];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = [];
        }

        var hour = default((DateOnly, int, TimeSpan)?);
        for (var place = Math.Max(0, recorded.Number - first.Number); place < values.Count; place++)
        {
            var local = TimeZoneInfo.ConvertTime(new HalfHour(first.Number + place).Start, zone);
            var cell = cells[(((int)local.DayOfWeek + Days - 1) % Days * Hours) + local.Hour];
            var here = (DateOnly.FromDateTime(local.DateTime), local.Hour, local.Offset);
            if (hour == here)
            {
                cell[^1] = Math.Max(cell[^1], values[place]);
            }
            else
            {
                cell.Add(values[place]);
                hour = here;
            }
        }

        return [.. cells.Select((cell, number) => HeatMapCell.Of((number / Hours) + 1, number % Hours, cell))];
    }
}
