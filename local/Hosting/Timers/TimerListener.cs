using Insights.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Hosting.Timers;

/// <summary>Runs one timer function, never twice at once; occurrences during a run are left out.</summary>
internal sealed class TimerListener(
    Function function,
    TimerSchedule schedule,
    bool runOnStartup,
    FunctionPipeline pipeline,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger logger) : ITriggerListener
{
    // Task.Delay takes no more than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTime _last;

    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        if (runOnStartup)
        {
            await InvokeAsync(clock.GetUtcNow(), abort);
        }

        while (!stopping.IsCancellationRequested)
        {
            var due = schedule.After(clock.GetUtcNow());
            if (await WaitUntilAsync(due, stopping))
            {
                await InvokeAsync(due, abort);
            }
        }
    }

    /// <returns>False where stopped first.</returns>
    private async Task<bool> WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (due - clock.GetUtcNow() is { Ticks: > 0 } remaining)
        {
            var wait = remaining < LongestWait ? remaining : LongestWait;
            await Task.Delay(wait, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private async Task InvokeAsync(DateTimeOffset due, CancellationToken abort)
    {
        var now = clock.GetUtcNow();
        var info = new TimerInfo
        {
            ScheduleStatus = new() { Last = _last, Next = schedule.After(now).UtcDateTime, LastUpdated = now.UtcDateTime },
        };
        _last = due.UtcDateTime;
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(function, scope.ServiceProvider, info, abort);
        try
        {
            await pipeline.RunAsync(context);
        }
        catch (Exception error)
        {
            logger.Failed(error, function.Name, context.InvocationId);
        }
    }
}
