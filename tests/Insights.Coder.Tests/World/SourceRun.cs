using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Coder.Sending;
using Insights.Functions.Sources;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Coder.Tests.World;

/// <summary>A service that follows a deployment, poll by poll.</summary>
internal sealed class SourceRun : IAsyncDisposable
{
    private readonly CoderDatabase _database;

    private SourceRun(CoderWorld world, InsightsApp app, IInsightsSink sink, SourceOptions options)
    {
        _database = world.Open();
        (World, App) = (world, app);
        Source = CoderSource.Of(_database, sink, options, app.Clock, NullLogger<CoderSource>.Instance);
    }

    public CoderWorld World { get; }

    public InsightsApp App { get; }

    public CoderSource Source { get; }

    /// <summary>A source in the service itself. A second one of the same deployment is one that was started again.</summary>
    public static SourceRun In(CoderWorld world, InsightsApp app) => new(world, app, app.Services.GetRequiredService<DirectSink>(), new SourceOptions());

    /// <summary>A source elsewhere, that posts with a token.</summary>
    public static SourceRun Over(CoderWorld world, InsightsApp app, Func<string> token, Faults faults, TimeProvider? pauses = null) => new(
        world,
        app,
        new HttpSink(
            new HttpClient(faults) { BaseAddress = app.Http.BaseAddress }, _ => Task.FromResult(token()), pauses ?? new ImpatientClock(), NullLogger<HttpSink>.Instance),
        new SourceOptions());

    /// <summary>A poll, whatever comes of it.</summary>
    public Task<PollOutcome> PollAsync() => Source.PollAsync(TestContext.Current.CancellationToken);

    /// <summary>A poll that has to succeed, and all there is of history.</summary>
    public async Task<PollOutcome> CatchUpAsync()
    {
        var outcome = await Source.PollAsync(TestContext.Current.CancellationToken);
        Assert.Null(outcome.Error);
        while (await Source.ReadHistoryAsync(TestContext.Current.CancellationToken) is not null)
        {
        }

        return outcome;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
