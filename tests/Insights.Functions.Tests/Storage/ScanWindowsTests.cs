using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>The days of a report come in windows that take a part of the memory that a report may.</summary>
public sealed class ScanWindowsTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(512)]
    public void Every_day_is_in_one_window_and_no_window_but_the_first_is_too_large(int megabytes)
    {
        var random = new Random(1);
        var usage = DenseSegment.Of(Workday.Settled(Enumerable.Range(0, 60).Select(_ => Workday.NewId(random)), First, random));
        var last = First.AddDays(729);
        var windows = new ScanWindows(First, last, megabytes);
        var next = First;
        for (var number = 0; windows.Next() is var (from, to); number++)
        {
            Assert.Equal(next, from);
            Assert.InRange(to, from, last);
            TemplateDay[] window = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(day => new TemplateDay(Guid.Empty, from.AddDays(day), usage))];
            windows.Add(window);
            next = to.AddDays(1);
            Assert.True(number == 0 || window.Length == 1 || window.Sum(day => day.MemorySize) <= megabytes * 1024L * 1024L / 4);
        }

        Assert.Equal(last.AddDays(1), next);
    }
}
