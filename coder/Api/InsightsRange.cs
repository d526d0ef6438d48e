using System.Globalization;

namespace Insights.Coder.Api;

/// <summary>
/// A range of half-hours as Coder's insights take it. Coder wants clocks to read 00:00:00, each in its own offset, so an instant is named
/// where it is midnight: <c>09:30Z</c> is <c>00:00:00-09:30</c>. Its half-hours begin where those of UTC do, so nothing is rounded.
/// </summary>
internal static class InsightsRange
{
    /// <summary>The query of a range.</summary>
    /// <param name="from">The start of the first half-hour.</param>
    /// <param name="to">The end of the last.</param>
    /// <param name="template">The template it is of; null for all there are.</param>
    public static string Query(DateTime from, DateTime to, Guid? template = null) =>
        $"start_time={Uri.EscapeDataString(Midnight(from))}&end_time={Uri.EscapeDataString(Midnight(to))}{(template is { } id ? $"&template_ids={id}" : "")}";

    /// <summary>An instant, a half-hour's start or end in UTC, as midnight of the offset in which it is: the nearest one.</summary>
    internal static string Midnight(DateTime instant)
    {
        var offset = instant.TimeOfDay <= TimeSpan.FromHours(12) ? -instant.TimeOfDay : TimeSpan.FromDays(1) - instant.TimeOfDay;
        var local = new DateTimeOffset(DateTime.SpecifyKind(instant + offset, DateTimeKind.Unspecified), offset);
        return offset == TimeSpan.Zero
            ? local.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
