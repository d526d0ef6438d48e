using System.Globalization;

namespace Insights.Coder.Following;

/// <summary>How far history has got, as one line of a terminal that is drawn again and again.</summary>
/// <param name="terminal">Where it is drawn.</param>
public sealed class ProgressLine(TextWriter terminal) : IProgress<HistoryProgress>
{
    private const int Width = 24;

    /// <summary>A line, where there is a terminal to draw it on; else the log says it.</summary>
    public static ProgressLine? OfConsole() => Console.IsErrorRedirected ? null : new ProgressLine(Console.Error);

    /// <inheritdoc/>
    public void Report(HistoryProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        terminal.Write("\r" + Text(value));
        if (value.DaysLeft == 0)
        {
            terminal.WriteLine();
        }
    }

    /// <summary>The line.</summary>
    internal static string Text(HistoryProgress value)
    {
        var days = value.DaysDone + value.DaysLeft;
        var bar = new string('#', days == 0 ? Width : Width * value.DaysDone / days).PadRight(Width, '.');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"history  [{bar}] {value.DaysDone} of {days} days, {value.Rows:N0} rows, {value.Rate:N0} rows/s, {value.Left.TotalSeconds:N0} s left   ");
    }
}
