using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Behind;

/// <summary>The half-hours of a range in some hours of the day or days of the week: those that begin in them, on the clock of a zone.</summary>
internal sealed class LocalHours
{
    private const int Sunday = 7;

    private readonly int _first;
    private readonly bool[] _have;

    /// <param name="range">The range.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <param name="weekday">1 for Monday to 7; null for any.</param>
    /// <param name="hour">0 to 23; null for any.</param>
    public LocalHours(ReportRange range, TimeZoneInfo zone, int? weekday, int? hour)
    {
        _first = range.First.Number;
        _have = new bool[Math.Max(0, range.End.Number - range.First.Number)];
        for (var place = 0; place < _have.Length; place++)
        {
            var local = TimeZoneInfo.ConvertTime(new HalfHour(_first + place).Start, zone);
            var day = local.DayOfWeek == DayOfWeek.Sunday ? Sunday : (int)local.DayOfWeek;
            _have[place] = (weekday is null || weekday == day) && (hour is null || hour == local.Hour);
        }
    }

    /// <summary>Whether a half-hour of the range is among them.</summary>
    public bool Contains(int halfHour) => _have[halfHour - _first];
}
