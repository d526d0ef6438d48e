using System.Text.Json;
using DevelopmentHost.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Timers;

/// <summary>
/// Runs one timer function, never twice at once; occurrences during a run are left out. One that was missed while no host ran is made up
/// for at start, once.
/// </summary>
internal sealed partial class TimerListener : ITriggerListener
{
    public const string TriggerType = "timerTrigger";

    private static readonly Dictionary<string, string> NoMetadata = [];

    // Task.Delay takes no more than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly FunctionDefinition _function;
    private readonly TimerSchedule _schedule;
    private readonly string? _memory;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    private TimerStatus? _status;

    /// <exception cref="HostStartException">The schedule cannot be read, or a setting that the function names is not there.</exception>
    public TimerListener(
        FunctionDefinition function, IConfiguration configuration, bool remembers, FunctionInvoker invoker, TimeProvider clock, ILogger logger)
    {
        (_function, _invoker, _clock, _logger) = (function, invoker, clock, logger);
        _schedule = TimerSchedule.Parse(configuration.Resolve(function.Text("schedule")!, function.Name), function.Name);
        _memory = remembers && function.Truth("useMonitor") != false ? configuration.Connection(HostSettings.Storage, function.Name) : null;
    }

    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        _status = await RecallAsync(abort);
        var now = _clock.GetUtcNow();
        if (_function.Truth("runOnStartup") == true)
        {
            await InvokeAsync(now, isPastDue: false, abort);
        }
        else if (_status is { } status && status.Next < now.UtcDateTime)
        {
            await InvokeAsync(new(status.Next, TimeSpan.Zero), isPastDue: true, abort);
        }
        else if (_status is null)
        {
            await KeepAsync(new(default, _schedule.After(now).UtcDateTime, now.UtcDateTime), abort);
        }

        while (!stopping.IsCancellationRequested)
        {
            var due = _schedule.After(_clock.GetUtcNow());
            if (await WaitUntilAsync(due, stopping))
            {
                await InvokeAsync(due, isPastDue: false, abort);
            }
        }
    }

    /// <returns>False where stopped first.</returns>
    private async Task<bool> WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (due - _clock.GetUtcNow() is { Ticks: > 0 } remaining)
        {
            var wait = remaining < LongestWait ? remaining : LongestWait;
            await Task.Delay(wait, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private async Task InvokeAsync(DateTimeOffset due, bool isPastDue, CancellationToken abort)
    {
        var now = _clock.GetUtcNow();
        var status = new TimerStatus(_status?.Last ?? default, _schedule.After(now).UtcDateTime, now.UtcDateTime);
        var value = JsonSerializer.Serialize(new TimerTriggerValue(status, isPastDue), TimerJson.Default.TimerTriggerValue);
        await _invoker.SucceedsAsync(_function, new() { Json = value }, NoMetadata, abort);
        await KeepAsync(status with { Last = due.UtcDateTime }, abort);
    }

    private async Task<TimerStatus?> RecallAsync(CancellationToken abort)
    {
        try
        {
            return _memory is null ? null : await TimerStatus.ReadAsync(_memory, _function.Name, abort);
        }
        catch (Exception error)
        {
            LogNotRemembered(error, _function.Name);
            return null;
        }
    }

    private async Task KeepAsync(TimerStatus status, CancellationToken abort)
    {
        _status = status;
        try
        {
            if (_memory is not null)
            {
                await status.WriteAsync(_memory, _function.Name, abort);
            }
        }
        catch (Exception error)
        {
            LogNotRemembered(error, _function.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Function {FunctionName}: when it ran is not remembered now")]
    private partial void LogNotRemembered(Exception error, string functionName);
}
