using System.Globalization;

namespace Insights.Local.Demo;

/// <summary>
/// Plays the collector of a deployment of 200 users, through the HTTP API alone. All of it is a pure function of the date, so that feeding
/// again on the same day adds only what has happened since. The client has the server's address and the session token.
/// </summary>
internal sealed class DemoCollector(HttpClient client, TimeProvider clock, TextWriter console)
{
    /// <summary>The days of the history that <c>--demo</c> feeds.</summary>
    private const int UsualDays = 30;

    private const int InFlight = 3;

    private readonly IngestClient _ingest = new(client, clock);

    /// <summary>The catalog, then the builds, then the stats of 30 days until now.</summary>
    /// <exception cref="IngestRefusedException">The server refused something; the message says what and why.</exception>
    public Task FeedAsync(CancellationToken cancellationToken) => FeedAsync(UsualDays, cancellationToken);

    /// <summary>The same with another number of days: the deployment began half a year ago.</summary>
    /// <exception cref="IngestRefusedException">The server refused something; the message says what and why.</exception>
    public async Task FeedAsync(int days, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var deployment = Deployment();
        var history = new DemoHistory(deployment, clock.GetUtcNow(), days);
        using var pool = new BatchPool();
        var feed = new HistoryFeed(history, pool);

        await FeedCatalogAsync(deployment, cancellationToken);
        await FeedAsync("builds", feed.Builds(), history.Builds.Count(), pool, cancellationToken);
        await FeedAsync("stats", feed.Stats(), history.AgentStats + history.AppStats, pool, cancellationToken);

        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            Fed {DemoOrganization.All.Count} organizations, {deployment.Templates.Count} templates, {deployment.Users.Count} users,
            {deployment.Workspaces} workspaces, {history.AgentStats:N0} agent stats and {history.AppStats:N0} app stats in {seconds:N1} s.
            """));
    }

    /// <summary>Reports what goes on now, until cancelled. A failed report is a line on the console.</summary>
    public Task GoLiveAsync(CancellationToken cancellationToken) =>
        new LiveFeed(_ingest, Deployment(), clock, console).RunAsync(cancellationToken);

    private DemoDeployment Deployment() => new(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    private async Task FeedCatalogAsync(DemoDeployment deployment, CancellationToken cancellationToken)
    {
        var bodies = CatalogJson.Bodies(deployment).ToArray();
        using var progress = new FeedProgress(console, clock, "catalog", bodies.Sum(b => b.Items));
        foreach (var (items, body) in bodies)
        {
            await _ingest.PostAsync(IngestRoute.Catalog, body, cancellationToken);
            progress.Add(items);
        }
    }

    /// <summary>Takes a batch from the generator whenever a request is free, so no more than a few exist.</summary>
    private async Task FeedAsync(
        string stage, IEnumerable<IngestBatch> batches, long total, BatchPool pool, CancellationToken cancellationToken)
    {
        using var progress = new FeedProgress(console, clock, stage, total);
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, options, async (batch, cancellation) =>
        {
            await _ingest.PostAsync(batch.Route.Path, batch.Close(), cancellation);
            progress.Add(batch.Count);
            pool.Return(batch);
        });
    }
}
