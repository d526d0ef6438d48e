using System.Text.Json;
using Insights.Local.Hosting;

namespace Insights.Local.Tests;

public sealed class HistoryWatchTests
{
    [Theory]
    [InlineData(180, 180, 0, 180)]
    [InlineData(180, 32.5, 147, 33)]
    [InlineData(30, 0.1, 29, 1)]
    [InlineData(30, 0, 30, 0)]
    public void Days_are_whole_and_the_last_one_is_left_until_it_is_done(double days, double left, int daysDone, int daysLeft)
    {
        using var history = JsonDocument.Parse(JsonSerializer.Serialize(new { days, days_left = left, rows = 7 }));

        var progress = HistoryWatch.Of(history.RootElement, TimeSpan.FromSeconds(2));

        Assert.Equal((daysDone, daysLeft, 7, 3.5), (progress.DaysDone, progress.DaysLeft, progress.Rows, progress.Rate));
    }
}
