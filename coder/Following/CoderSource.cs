using Insights.Coder.Api;
using Insights.Coder.Database;
using Insights.Coder.Sending;
using Insights.Coder.State;
using Microsoft.Extensions.Logging;

namespace Insights.Coder.Following;

/// <summary>
/// Follows a Coder deployment: polls it, sends what is new, and reads its history. Whatever ends it, and however often, it goes on where it
/// was or reads again, which changes no figure. One call at a time.
/// </summary>
public sealed partial class CoderSource
{
    private readonly IDeployment _deployment;
    private readonly IInsightsSink _sink;
    private readonly SourceOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    private Guid? _id;
    private SourceTerms? _terms;
    private string[] _reported = [];

    private CoderSource(IDeployment deployment, IInsightsSink sink, SourceOptions options, TimeProvider clock, ILogger logger) =>
        (_deployment, _sink, _options, _clock, _logger) = (deployment, sink, options, clock, logger);

    /// <summary>A source that reads a database; nothing is connected to yet.</summary>
    public static CoderSource Of(CoderDatabase database, IInsightsSink sink, SourceOptions options, TimeProvider clock, ILogger<CoderSource> logger) =>
        new(new DatabaseDeployment(database, sink, new Sender(sink, logger), options, clock), sink, options, clock, logger);

    /// <summary>A source that reads an API; nothing is connected to yet.</summary>
    public static CoderSource Of(CoderApi api, IInsightsSink sink, SourceOptions options, TimeProvider clock, ILogger<CoderSource> logger) =>
        new(new ApiDeployment(api, sink, new Sender(sink, logger), options, clock), sink, options, clock, logger);

    /// <summary>Reads and sends everything that is new. A failure of the deployment or the service is the outcome, not an exception.</summary>
    public async Task<PollOutcome> PollAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        try
        {
            var outcome = await PollOnceAsync(retry: true, cancellationToken);
            LogPoll(outcome.RowsRead, outcome.RowsSent, (long)_clock.GetElapsedTime(started).TotalMilliseconds);
            return outcome;
        }
        catch (Exception e) when (ExplanationOf(e) is { } error)
        {
            LogFailed(error);
            await NoteAsync(error, cancellationToken);
            return new PollOutcome(0, 0, error, [], _terms?.State?.Pending.Count > 0);
        }
    }

    /// <summary>Reads the next days of history.</summary>
    /// <returns>How far it got; null when nothing is left to read, or it failed and is to be tried again after the next poll.</returns>
    public async Task<HistoryProgress?> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (_terms is not { State: { } state } terms)
        {
            return null;
        }

        try
        {
            if (await _deployment.ReadHistoryAsync(state, terms, cancellationToken) is not { } done)
            {
                return null;
            }

            await SaveAsync(done.State, cancellationToken);
            return done.Progress;
        }
        catch (Exception e) when (ExplanationOf(e) is { } error)
        {
            _deployment.Forget(e);
            LogFailed(error);
            return null;
        }
    }

    private string? ExplanationOf(Exception e) => e is SinkException or DeploymentUnknownException ? e.Message : _deployment.Explain(e);

    private async Task<PollOutcome> PollOnceAsync(bool retry, CancellationToken cancellationToken)
    {
        try
        {
            return await PollOnceAsync(cancellationToken);
        }
        catch (Exception e) when (retry && _deployment.Forget(e))
        {
            return await PollOnceAsync(retry: false, cancellationToken);
        }
    }

    private async Task<PollOutcome> PollOnceAsync(CancellationToken cancellationToken)
    {
        // What is done once must be known to be of this deployment, however it is reached: nothing begins before that is certain.
        var id = _id ??= await _deployment.IdentifyAsync(cancellationToken);
        var terms = _terms ??= await _sink.OpenAsync(id, cancellationToken);
        var now = _clock.GetUtcNow().UtcDateTime;
        var state = (terms.State ?? new SourceState { Id = id, Name = _deployment.Name, Kind = _deployment.Kind }) with
        {
            Name = _deployment.Name,
            PolledAt = now,
            PollSeconds = (int)_options.PollInterval.TotalSeconds,
            Omits = _deployment.Omits,
        };

        // Also after an outage, of which Coder's own waiting batches come late too.
        var sweeps = !(now - state.SweptAt < _options.SweepInterval) || now - state.SucceededAt > _options.Overlap;
        var poll = await _deployment.PollAsync(terms, state, now, sweeps, SaveAsync, cancellationToken);
        await FinishAsync(poll, cancellationToken);
        return new PollOutcome(poll.RowsRead, poll.RowsSent, null, poll.Problems, poll.State.Pending.Count > 0);
    }

    private async Task FinishAsync(Poll poll, CancellationToken cancellationToken)
    {
        foreach (var problem in poll.Problems.Except(_reported))
        {
            LogProblem(problem);
        }

        _reported = [.. poll.Problems];
        await SaveAsync(
            poll.State with
            {
                SweptAt = poll.Sweep ? poll.Now : poll.State.SweptAt,
                SucceededAt = poll.Now,
                RowsRead = poll.State.RowsRead + poll.RowsRead,
                RowsSent = poll.State.RowsSent + poll.RowsSent,
                RowsRefused = poll.State.RowsRefused + poll.RowsRefused,
                Error = null,
                Problems = poll.Problems,
            },
            cancellationToken);
    }

    // That it failed is for the service to show, if the service can be told.
    private async Task NoteAsync(string error, CancellationToken cancellationToken)
    {
        if (_terms is not { State: { } state })
        {
            return;
        }

        try
        {
            await SaveAsync(state with { PolledAt = _clock.GetUtcNow().UtcDateTime, Error = error }, cancellationToken);
        }
        catch (SinkException)
        {
            _terms = null;
        }
    }

    private async Task SaveAsync(SourceState state, CancellationToken cancellationToken)
    {
        try
        {
            var revision = await _sink.SaveAsync(state, _terms!.Revision, cancellationToken);
            _terms = _terms with { State = state, Revision = revision };
        }
        catch (StateConflictException)
        {
            _terms = null;
            throw;
        }
    }

    [LoggerMessage(300, LogLevel.Debug, "Poll: {Read} rows read, {Sent} sent in {Milliseconds} ms.")]
    private partial void LogPoll(long read, long sent, long milliseconds);

    [LoggerMessage(301, LogLevel.Warning, "{Error} It is tried again.")]
    private partial void LogFailed(string error);

    [LoggerMessage(302, LogLevel.Warning, "{Problem} The rest goes on.")]
    private partial void LogProblem(string problem);
}
