using System.Collections.Concurrent;
using System.Threading.Channels;
using DevelopmentHost;
using DevelopmentHost.Timers;
using Insights.Local.Azurite;
using Insights.Local.Tests.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests;

public sealed class TimerTests(Storage storage)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 23, 58, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-02T00:00:00Z")]
    [InlineData("30 * * * * *", "2026-03-01T23:59:30Z")]
    [InlineData("15 3 * * 1", "2026-03-02T03:15:00Z")]
    [InlineData("00:00:45", "2026-03-01T23:59:15Z")]
    public void A_schedule_has_six_fields_or_five_or_is_a_time_span(string schedule, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), TimerSchedule.Parse(schedule, "Tick").After(Start));

    [Theory]
    [InlineData("0 61 * * * *")]
    [InlineData("often")]
    [InlineData("00:00:00")]
    public void A_schedule_that_cannot_be_read_names_its_function(string schedule) =>
        Assert.Contains(
            $"Function Tick: the schedule \"{schedule}\"",
            Assert.Throws<HostStartException>(() => TimerSchedule.Parse(schedule, "Tick")).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_and_knows_the_last_and_the_next()
    {
        var (clock, ticks) = (new FakeClock(Start), Channel.CreateUnbounded<TimerInfo>());
        await using var app = await StartAsync(clock, "Tick", timer => ticks.Writer.WriteAsync(timer).AsTask());

        await AdvanceAsync(clock, TimeSpan.FromSeconds(89));
        Assert.False(ticks.Reader.TryRead(out _));
        await AdvanceAsync(clock, TimeSpan.FromSeconds(1));
        var first = await Eventually.WithinAsync(ticks.Reader.ReadAsync().AsTask());
        await AdvanceAsync(clock, TimeSpan.FromMinutes(5));
        var second = await Eventually.WithinAsync(ticks.Reader.ReadAsync().AsTask());

        var midnight = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal((default, midnight.AddMinutes(5)), (first.ScheduleStatus!.Last, first.ScheduleStatus.Next));
        Assert.Equal((midnight, midnight.AddMinutes(10)), (second.ScheduleStatus!.Last, second.ScheduleStatus.Next));
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once_and_leaves_out_what_it_overran()
    {
        var (clock, runs, finish) = (new FakeClock(Start), Channel.CreateUnbounded<int>(), new SemaphoreSlim(0));
        var running = 0;
        await using var app = await StartAsync(clock, "Tick", async _ =>
        {
            await runs.Writer.WriteAsync(Interlocked.Increment(ref running));
            await finish.WaitAsync();
            Interlocked.Decrement(ref running);
        });

        await AdvanceAsync(clock, TimeSpan.FromSeconds(90));
        Assert.Equal(1, await Eventually.WithinAsync(runs.Reader.ReadAsync().AsTask()));
        clock.Advance(TimeSpan.FromMinutes(17));
        finish.Release(2);
        await AdvanceAsync(clock, TimeSpan.FromMinutes(3));

        Assert.Equal(1, await Eventually.WithinAsync(runs.Reader.ReadAsync().AsTask()));
        await Eventually.TrueAsync(() => clock.Waiting == 1);
        Assert.False(runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again()
    {
        var (clock, ticks) = (new FakeClock(Start), Channel.CreateUnbounded<TimerInfo>());
        await using var app = await StartAsync(clock, "Tick", async timer =>
        {
            await ticks.Writer.WriteAsync(timer);
            throw new InvalidOperationException("failed");
        });

        await AdvanceAsync(clock, TimeSpan.FromMinutes(5));
        await Eventually.WithinAsync(ticks.Reader.ReadAsync().AsTask());
        await AdvanceAsync(clock, TimeSpan.FromMinutes(5));
        await Eventually.WithinAsync(ticks.Reader.ReadAsync().AsTask());
    }

    [Fact]
    public async Task RunOnStartup_runs_without_waiting_for_the_schedule()
    {
        var started = new TaskCompletionSource<TimerInfo>();
        await using var app = await StartAsync(new FakeClock(Start), "AtStart", timer =>
        {
            started.SetResult(timer);
            return Task.CompletedTask;
        });

        Assert.False((await Eventually.WithinAsync(started.Task)).IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_was_missed_while_no_host_ran_is_made_up_for_once_at_start()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new());
        var runs = new ConcurrentQueue<TimerInfo>();
        Task<TestApp> StartAt(DateTimeOffset now) => TestApp.StartAsync(
            azurite.ConnectionString(),
            ["Tick"],
            Schedule(),
            services => services.AddSingleton<TimerScript>(timer =>
            {
                runs.Enqueue(timer);
                return Task.CompletedTask;
            }),
            options => options with { Clock = new FakeClock(now), RemembersTimers = true });

        // The first start has missed nothing; the second comes before the timer is due, the third long after.
        foreach (var (now, expected) in new[] { (Start, 0), (Start.AddSeconds(80), 0), (Start.AddHours(1), 1), (Start.AddHours(1), 1) })
        {
            var app = await StartAt(now);
            await Eventually.TrueAsync(() => runs.Count == expected);
            await app.DisposeAsync();
            Assert.Equal(expected, runs.Count);
        }

        var late = Assert.Single(runs);
        Assert.True(late.IsPastDue);
        Assert.Equal(new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc), late.ScheduleStatus!.Next);
    }

    private static Dictionary<string, string?> Schedule() => new() { ["schedule"] = "0 */5 * * * *" };

    private Task<TestApp> StartAsync(FakeClock clock, string function, TimerScript script) => TestApp.StartAsync(
        storage.Connection, [function], Schedule(), services => services.AddSingleton(script), options => options with { Clock = clock });

    private static async Task AdvanceAsync(FakeClock clock, TimeSpan time)
    {
        await Eventually.TrueAsync(() => clock.Waiting > 0);
        clock.Advance(time);
    }
}
