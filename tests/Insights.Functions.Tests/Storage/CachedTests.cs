using Insights.Functions.Storage;
using Insights.Functions.Tests.Aggregation;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>What is read again and again is never older than it may be, and a reading that went wrong is not kept.</summary>
public sealed class CachedTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Queue<TaskCompletionSource<int>> _answers = new();
    private readonly Cached<int> _cached;
    private long _writes;
    private int _readings;

    public CachedTests() => _cached = new(() => _writes, _ => Read(), MaxAge, _clock);

    [Fact]
    public async Task It_is_read_beside_its_users_when_half_its_time_is_over_and_not_used_when_all_is()
    {
        Assert.Equal(1, await GetAsync());
        Later(MaxAge / 2 - TimeSpan.FromTicks(1));
        Assert.Equal(1, await GetAsync());
        Later(TimeSpan.FromTicks(1));
        var slow = Slow();
        Assert.Equal(1, await GetAsync());
        Assert.Equal(1, await GetAsync());
        slow.SetResult(2);
        Assert.Equal(2, await GetAsync());
        Later(MaxAge / 2 - TimeSpan.FromTicks(1));
        Assert.Equal((2, 2), (await GetAsync(), _readings));
        Later(MaxAge);
        Assert.Equal((3, 3), (await GetAsync(), _readings));
    }

    [Fact]
    public async Task It_is_read_again_after_a_write()
    {
        await GetAsync();
        _writes++;
        Assert.Equal(2, await GetAsync());
        Assert.Equal(2, await GetAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reading_that_failed_or_was_cancelled_is_made_again_by_the_next_who_asks(bool cancelled)
    {
        var slow = Slow();
        var waiting = GetAsync();
        Fail(slow, cancelled);
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        Assert.Equal(2, await GetAsync());

        Later(MaxAge / 2);
        Fail(Slow(), cancelled);
        Assert.Equal(2, await GetAsync());
        Later(MaxAge / 2);
        Assert.Equal(4, await GetAsync());
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_spoils_the_reading_for_nobody()
    {
        var slow = Slow();
        using var impatience = new CancellationTokenSource();
        var impatient = _cached.GetAsync(impatience.Token);
        var patient = GetAsync();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        slow.SetResult(1);
        Assert.Equal((1, 1), (await patient, _readings));
    }

    private static void Fail(TaskCompletionSource<int> reading, bool cancelled)
    {
        if (cancelled)
        {
            reading.SetCanceled();
        }
        else
        {
            reading.SetException(new IOException());
        }
    }

    private Task<int> GetAsync() => _cached.GetAsync(TestContext.Current.CancellationToken);

    private void Later(TimeSpan time) => _clock.Now += time;

    // The next reading waits for the test; others are answered with their number.
    private TaskCompletionSource<int> Slow()
    {
        var answer = new TaskCompletionSource<int>();
        _answers.Enqueue(answer);
        return answer;
    }

    private Task<int> Read()
    {
        _readings++;
        return _answers.TryDequeue(out var answer) ? answer.Task : Task.FromResult(_readings);
    }
}
