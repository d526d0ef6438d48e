using System.Diagnostics;
using System.Globalization;

namespace Insights.Local.Demo;

/// <summary>How far a stage of the feed is: one line drawn over and over on a terminal, a line every few seconds in a log.</summary>
internal sealed class FeedProgress(TextWriter console, TimeProvider clock, string stage, long total) : IDisposable
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly bool _interactive = ReferenceEquals(console, Console.Out) && !Console.IsOutputRedirected;
    private readonly long _started = clock.GetTimestamp();
    private long _drawn = clock.GetTimestamp();
    private long _count;
    private int _width;

    /// <summary>May be called from several threads.</summary>
    public void Add(int items)
    {
        lock (_lock)
        {
            _count += items;
            if (clock.GetElapsedTime(_drawn) >= (_interactive ? Redraw : NextLine))
            {
                Draw();
            }
        }
    }

    /// <summary>Draws how far it came, and leaves the line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            Draw();
            if (_interactive)
            {
                console.WriteLine();
            }
        }
    }

    private void Draw()
    {
        Debug.Assert(_lock.IsHeldByCurrentThread);
        _drawn = clock.GetTimestamp();
        var seconds = Math.Max(clock.GetElapsedTime(_started).TotalSeconds, 0.001);
        var rate = _count / seconds;
        var left = total - _count;
        var remaining = left > 0 && rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {left:N0} left, {left / rate:N0} s") : "";
        var share = total > 0 ? (double)_count / total : 1;
        var filled = (int)(BarWidth * Math.Min(share, 1));
        var bar = new string('#', filled).PadRight(BarWidth, '.');
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{stage,-8} [{bar}] {share,4:P0}  {_count:N0} of {total:N0}, {rate:N0}/s{remaining}");
        if (_interactive)
        {
            // Blanks over what a longer line left behind.
            console.Write("\r" + line.PadRight(_width));
            _width = line.Length;
        }
        else
        {
            console.WriteLine(line);
        }
    }
}
