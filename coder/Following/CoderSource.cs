using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;
using Microsoft.Extensions.Logging;

namespace Insights.Coder.Following;

/// <summary>
/// Follows a Coder deployment: polls its database, sends what is new, and reads its history. Whatever ends it, and however often, it goes
/// on where it was or reads again, which changes no figure. One call at a time.
/// </summary>
public sealed partial class CoderSource
{
    private readonly CoderDatabase _database;
    private readonly IInsightsSink _sink;
    private readonly SourceOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CatalogReader _catalogReader;
    private readonly CatalogFollower _catalog;
    private readonly BuildFollower _builds;
    private readonly AgentStatFollower _agentStats;
    private readonly AppStatFollower _appStats;
    private readonly UsageStatsCheck _usageStats;
    private readonly HistoryImporter _history;

    private Guid? _deployment;
    private SourceTerms? _terms;
    private string[] _reported = [];

    /// <summary>Makes a source; nothing is connected to yet.</summary>
    public CoderSource(CoderDatabase database, IInsightsSink sink, SourceOptions options, TimeProvider clock, ILogger<CoderSource> logger)
    {
        (_database, _sink, _options, _clock, _logger) = (database, sink, options, clock, logger);
        var sender = new Sender(sink, logger);
        _catalogReader = new CatalogReader(database);
        _catalog = new CatalogFollower(database, sender);
        _builds = new BuildFollower(database, sender, options);
        _agentStats = new AgentStatFollower(database, sender, SaveAsync, options);
        _appStats = new AppStatFollower(database, sender, options);
        _usageStats = new UsageStatsCheck(database);
        _history = new HistoryImporter(database, sink, options, clock);
    }

    /// <summary>Reads and sends everything that is new. A failure of the database or the service is the outcome, not an exception.</summary>
    public async Task<PollOutcome> PollAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        try
        {
            // Coder's tables change under us when it is upgraded: then they are looked at anew, once.
            var outcome = await PollOnceAsync(retry: true, cancellationToken);
            LogPoll(outcome.RowsRead, outcome.RowsSent, (long)_clock.GetElapsedTime(started).TotalMilliseconds);
            return outcome;
        }
        catch (Exception e) when (Words.IsTransient(e))
        {
            var error = Words.Of(e, _database.Name);
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
            if (await _history.RunAsync(state, terms, cancellationToken) is not { } done)
            {
                return null;
            }

            await SaveAsync(done.State, cancellationToken);
            return done.Progress;
        }
        catch (Exception e) when (Words.IsTransient(e))
        {
            if (Words.IsAboutSchema(e))
            {
                _database.ForgetSchema();
            }

            LogFailed(Words.Of(e, _database.Name));
            return null;
        }
    }

    private async Task<PollOutcome> PollOnceAsync(bool retry, CancellationToken cancellationToken)
    {
        try
        {
            return await PollOnceAsync(cancellationToken);
        }
        catch (Exception e) when (retry && Words.IsAboutSchema(e))
        {
            _database.ForgetSchema();
            return await PollOnceAsync(retry: false, cancellationToken);
        }
    }

    private async Task<PollOutcome> PollOnceAsync(CancellationToken cancellationToken)
    {
        if (_reported.Length > 0)
        {
            // Somebody may have granted what was missing.
            _database.ForgetSchema();
        }

        var schema = await _database.GetSchemaAsync(cancellationToken);
        _deployment ??= await _catalogReader.ReadDeploymentAsync(cancellationToken) ?? throw Unknown(schema);
        var terms = _terms ??= await _sink.OpenAsync(_deployment.Value, cancellationToken);
        var now = _clock.GetUtcNow().UtcDateTime;
        var state = (terms.State ?? new SourceState { Id = _deployment.Value, Name = _database.Name }) with { Name = _database.Name, PolledAt = now };

        // Also after an outage, of which Coder's own waiting batches come late too.
        var sweeps = !(now - state.SweptAt < _options.SweepInterval) || now - state.SucceededAt > _options.Overlap;
        var poll = new Poll(terms, state, schema, now, sweeps);
        var looks = sweeps || !(now - state.BuildsAt < _options.BuildsInterval);
        if (!(now - state.CatalogAt < _options.CatalogInterval))
        {
            await _catalog.RunAsync(poll, cancellationToken);
        }

        if (looks)
        {
            await _builds.RunAsync(poll, cancellationToken);
        }

        await _agentStats.RunAsync(poll, cancellationToken);
        await _appStats.RunAsync(poll, cancellationToken);
        await _usageStats.RunAsync(poll, looks, cancellationToken);
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

    // What is done once must be known to be of this deployment, however it is reached: nothing begins before that is certain.
    private DeploymentUnknownException Unknown(CoderSchema schema)
    {
        _database.ForgetSchema();
        return new DeploymentUnknownException(schema.Problems(Relations.Organizations) is [var problem, ..]
            ? problem
            : $"{_database.Name} has no default organization: it is no database of Coder.");
    }

    [LoggerMessage(300, LogLevel.Debug, "Poll: {Read} rows read, {Sent} sent in {Milliseconds} ms.")]
    private partial void LogPoll(long read, long sent, long milliseconds);

    [LoggerMessage(301, LogLevel.Warning, "{Error} It is tried again.")]
    private partial void LogFailed(string error);

    [LoggerMessage(302, LogLevel.Warning, "{Problem} The rest goes on.")]
    private partial void LogProblem(string problem);
}
