using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Coder.Api;
using Insights.Coder.Following;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Sources;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Coder.Tests.Api;

/// <summary>A deployment that is read by its API, and a service that does so.</summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    private readonly List<CoderApi> _opened = [];

    private ApiWorld(SmallWorld small, CoderServer server) => (Small, Server) = (small, server);

    public SmallWorld Small { get; }

    public CoderServer Server { get; }

    public CoderWorld Coder => Small.Coder;

    public InsightsApp App => Small.App;

    public ImpatientClock Pauses { get; } = new();

    public LogLines Log { get; } = new();

    public static async Task<ApiWorld> BeginAsync(PostgresServer postgres, StorageEmulator storage)
    {
        var small = await SmallWorld.BeginAsync(postgres, storage);
        return new ApiWorld(small, await CoderServer.StartAsync(small.Coder, small.App.Clock));
    }

    /// <summary>A source in the service itself. A second one is one that was started again.</summary>
    public CoderSource NewSource()
    {
        var api = Server.Open(Pauses);
        _opened.Add(api);
        return CoderSource.Of(api, App.Services.GetRequiredService<DirectSink>(), SourceOptions.OfApi, App.Clock, Log.LoggerOf<CoderSource>());
    }

    /// <summary>A poll after Coder has added up, that has to succeed, and all there is of history.</summary>
    public async Task<PollOutcome> CatchUpAsync(CoderSource source)
    {
        Server.RollUp();
        var outcome = await source.PollAsync(TestContext.Current.CancellationToken);
        Assert.Null(outcome.Error);
        while (await source.ReadHistoryAsync(TestContext.Current.CancellationToken) is not null)
        {
        }

        return outcome;
    }

    /// <summary>What the service says of the source.</summary>
    public async Task<JsonNode> SourceAsync() => (await App.GetAsync("/api/v2/admin/sources"))["sources"]![0]!;

    /// <summary>
    /// Asserts that what the API tells is exact: active users, their seconds, days and parameters up to the half-hour that goes on, and
    /// latencies up to three hours ago, which is when they are final.
    /// </summary>
    public async Task AssertFiguresAsync(int days)
    {
        await App.DrainAsync();
        var now = App.Clock.GetUtcNow().UtcDateTime;
        var evaluator = new ReferenceEvaluator(await Truth.ReadAsync(Coder), App.Clock.GetUtcNow());
        var hour = now.Date.AddHours(now.Hour + 1);
        var first = now.Date.AddDays(-days);
        foreach (var (start, end) in Enumerable.Range(0, days).Select(day => (first.AddDays(day), first.AddDays(day + 1))).Append((now.Date, hour)).Append((first, hour)))
        {
            var range = new JsonObject { ["start_time"] = Text(start), ["end_time"] = Text(end) };
            await AssertEqualAsync(evaluator, "insights/user-activity", range);
            if (end.AddHours(3) <= now)
            {
                await AssertEqualAsync(evaluator, "insights/user-latency", range);
            }

            // All but the applications.
            await AssertEqualAsync(evaluator, "insights/templates", range, report => report["report"]!.AsObject().Remove("apps_usage"));
        }

        await AssertEqualAsync(evaluator, "insights/daus", new JsonObject { ["tz_offset"] = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        _opened.ForEach(api => api.Dispose());
        await Server.DisposeAsync();
        await Small.DisposeAsync();
    }

    private async Task AssertEqualAsync(ReferenceEvaluator evaluator, string endpoint, JsonObject query, Action<JsonNode>? leaveOut = null)
    {
        var one = new ScenarioCase(endpoint, "/api/v2/" + endpoint, query, null);
        var (expected, actual) = (evaluator.Evaluate(one), await App.GetAsync(one.PathAndQuery()));
        leaveOut?.Invoke(expected);
        leaveOut?.Invoke(actual);
        var difference = JsonDifference.First(expected, actual);
        Assert.True(difference is null, $"{one.PathAndQuery()}: {difference}");
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
