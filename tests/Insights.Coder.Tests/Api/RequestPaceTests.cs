using Insights.Coder.Api;
using Xunit;

namespace Insights.Coder.Tests.Api;

/// <summary>Never more requests in a minute than Coder takes, however fast it answers.</summary>
public sealed class RequestPaceTests
{
    [Fact]
    public async Task No_minute_has_more_than_512_requests_to_one_path()
    {
        var clock = new LeapingClock();
        var pace = new RequestPace(clock);
        var sent = new List<DateTimeOffset>();
        for (var request = 0; request < 3000; request++)
        {
            await pace.WaitAsync("insights/user-activity", TestContext.Current.CancellationToken);
            sent.Add(clock.GetUtcNow());
            clock.Leap(TimeSpan.FromMilliseconds(request % 40));
        }

        Assert.All(sent, first => Assert.InRange(sent.Count(other => other >= first && other < first.AddMinutes(1)), 1, 512));
    }

    [Fact]
    public async Task Each_path_has_a_pace_of_its_own()
    {
        var clock = new LeapingClock();
        var pace = new RequestPace(clock);
        var start = clock.GetUtcNow();
        for (var request = 0; request < 20_000; request++)
        {
            await pace.WaitAsync($"workspacebuilds/{request}/parameters", TestContext.Current.CancellationToken);
        }

        Assert.Equal(start, clock.GetUtcNow());
    }
}
