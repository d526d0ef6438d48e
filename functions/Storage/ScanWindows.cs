using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Cuts the days of a report into windows. How many days a window may have is known from those before it: the first is short, and
/// each of the others is to take a part of the memory that a report may.
/// </summary>
/// <param name="first">The first day.</param>
/// <param name="last">The last day.</param>
/// <param name="maxMegabytes">How much memory the usage of a report may take, in MiB.</param>
internal sealed class ScanWindows(DateOnly first, DateOnly last, int maxMegabytes)
{
    private const int FirstDays = 16;
    private const int MaxDays = 128;

    // Two windows are held at a time, and days differ.
    private const int WindowsOfReport = 8;

    private DateOnly _next = first;
    private int _days = FirstDays;

    /// <summary>The days of the next window; null when there is none.</summary>
    public (DateOnly From, DateOnly To)? Next()
    {
        if (_next > last)
        {
            return null;
        }

        var from = _next;
        var to = last.DayNumber - from.DayNumber < _days ? last : from.AddDays(_days - 1);
        _next = to.AddDays(1);
        return (from, to);
    }

    /// <summary>Learns from the usage of the latest window how long the next one may be.</summary>
    public void Add(IReadOnlyCollection<TemplateDay> window)
    {
        var ofDay = window.Sum(day => day.MemorySize) / _days;
        _days = (int)Math.Clamp(maxMegabytes * 1024L * 1024L / WindowsOfReport / Math.Max(1, ofDay), 1, MaxDays);
    }
}
