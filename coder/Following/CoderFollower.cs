using Microsoft.Extensions.Logging;

namespace Insights.Coder.Following;

/// <summary>Keeps a source going: a poll each minute, history between the polls, and a line a minute that says how it goes.</summary>
public sealed partial class CoderFollower(CoderSource source, SourceOptions options, TimeProvider clock, ILogger<CoderFollower> logger)
{
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private long _read;
    private long _sent;
    private int _polls;
    private long? _polled;
    private long _summarized = clock.GetTimestamp();
    private long _progressed = clock.GetTimestamp();

    /// <summary>Whether it is time for a poll again, for those who ask every minute.</summary>
    public bool IsDue => _polled is not { } last || clock.GetElapsedTime(last) >= options.PollInterval - (SummaryInterval / 2);

    /// <summary>Polls until it is cancelled.</summary>
    /// <param name="progress">Is told how far the reading of history has got.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(IProgress<HistoryProgress>? progress, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await RunOnceAsync(progress, cancellationToken);
        }
    }

    /// <summary>A poll, and what there is of history until the next one is due, or until that time has passed.</summary>
    public async Task RunOnceAsync(IProgress<HistoryProgress>? progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await PollAsync(cancellationToken);
        while (Left(started) > TimeSpan.Zero && await source.ReadHistoryAsync(cancellationToken) is { } done)
        {
            Show(done, progress);
        }

        if (Left(started) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }

    /// <summary>A poll, and all there is of history with polls in between where it takes long.</summary>
    /// <returns>Whether the last poll succeeded.</returns>
    public async Task<bool> CatchUpAsync(IProgress<HistoryProgress>? progress, CancellationToken cancellationToken)
    {
        bool more;
        PollOutcome outcome;
        do
        {
            var started = clock.GetTimestamp();
            outcome = await PollAsync(cancellationToken);
            more = false;
            while (outcome.Error is null && await source.ReadHistoryAsync(cancellationToken) is { } done)
            {
                Show(done, progress);
                more = Left(started) <= TimeSpan.Zero;
                if (more)
                {
                    break;
                }
            }
        }
        while (more);
        return outcome.Error is null;
    }

    private TimeSpan Left(long started) => options.PollInterval - clock.GetElapsedTime(started);

    private async Task<PollOutcome> PollAsync(CancellationToken cancellationToken)
    {
        _polled = clock.GetTimestamp();
        var outcome = await source.PollAsync(cancellationToken);
        (_read, _sent, _polls) = (_read + outcome.RowsRead, _sent + outcome.RowsSent, _polls + 1);
        if (clock.GetElapsedTime(_summarized) >= SummaryInterval)
        {
            LogSummary(_polls, _read, _sent);
            (_read, _sent, _polls, _summarized) = (0, 0, 0, clock.GetTimestamp());
        }

        return outcome;
    }

    private void Show(HistoryProgress done, IProgress<HistoryProgress>? progress)
    {
        progress?.Report(done);
        if (done.DaysLeft == 0 || clock.GetElapsedTime(_progressed) >= ProgressInterval)
        {
            _progressed = clock.GetTimestamp();
            LogProgress(done.DaysDone, done.DaysDone + done.DaysLeft, done.Rows, (long)done.Rate, (long)done.Left.TotalSeconds);
        }
    }

    [LoggerMessage(320, LogLevel.Information, "{Polls} polls: {Read} rows read, {Sent} sent.")]
    private partial void LogSummary(int polls, long read, long sent);

    [LoggerMessage(321, LogLevel.Information, "History: {Done} of {Days} days, {Rows} rows, {Rate} rows/s, {Left} s left.")]
    private partial void LogProgress(int done, int days, long rows, long rate, long left);
}
