using System.Net;
using Azure.Storage.Queues;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Insights.Local.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>While storage is away nothing is acknowledged, and the caller is told to come again.</summary>
public sealed class StorageOutageTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z";

    [Fact]
    public async Task Everything_that_needs_storage_is_unavailable_while_storage_is_away()
    {
        string[] posts = ["agent", "app", "build", "user", "organization"];
        string[] gets =
        [
            "healthz", $"insights/templates?{Period}", $"insights/user-activity?{Period}", $"insights/user-latency?{Period}&template_ids={Guid.NewGuid()}",
            "insights/daus", "insights/user-status-counts", $"templates/{Guid.NewGuid()}/daus",
        ];
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var storage = azurite.ConnectionString();
        await using var app = await InsightsApp.StartAsync(
            emulator, CollectingApp.Now, storage, CollectingApp.Without(), services => services.AddSingleton(ImpatientQueues(storage)));
        (await ApiAnswer.GetAsync(app, "/api/v2/healthz")).AssertStatus(HttpStatusCode.OK);
        await azurite.DisposeAsync();

        // All at once: each takes the five seconds in which the table client tries again.
        var answers = await Task.WhenAll(
            posts.Select(kind => ApiAnswer.PostAsync(app, GoodItem.RouteOf(kind), GoodItem.Body(kind, GoodItem.With(kind, "session_count_ssh", "1"))))
                .Concat(gets.Select(path => ApiAnswer.GetAsync(app, $"/api/v2/{path}"))));
        Assert.All(answers, answer =>
        {
            answer.AssertError(HttpStatusCode.ServiceUnavailable);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, "The caller is not told when to come again.");
            Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
        });
        (await ApiAnswer.GetAsync(app, "/api/v2/buildinfo")).AssertStatus(HttpStatusCode.OK);
    }

    // The queue client by itself tries again for half a minute.
    private static QueueServiceClient ImpatientQueues(string storage) =>
        new(storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None, Retry = { MaxRetries = 1 } });
}
