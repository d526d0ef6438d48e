using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>The real executable, killed again and again in the middle of its work.</summary>
public sealed class CrashTests(StorageEmulator emulator) : IDisposable
{
    private const int Users = 40;
    private const int Minutes = 10;
    private const int Posts = Users * Minutes;
    private const int Crashes = 4;
    private const int Callers = 8;

    // Of yesterday, so that the day is over whatever the time is.
    private static readonly DateTimeOffset Day = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);

    private readonly HttpClient _http = new() { DefaultRequestHeaders = { { "Coder-Session-Token", ServiceProcess.Token } } };

    [Fact]
    public async Task What_was_acknowledged_is_there_when_the_service_is_killed_with_its_own_Azurite_and_started_again_at_once()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        var directory = Directory.CreateTempSubdirectory("insights-crash-").FullName;
        try
        {
            using (var service = await ServiceProcess.StartWithAzuriteAsync(directory, patience.Token))
            {
                for (var user = 1; user <= 20; user++)
                {
                    var body = Stats.Of(Day.AddHours(10), user).ToJsonString();
                    Assert.True(await TryPostAsync(service.Address, "agent-stats", body, patience.Token));
                }
            }

            // What the killed process had in hand is seen again when its lease of a few seconds is over.
            using var again = await ServiceProcess.StartWithAzuriteAsync(directory, patience.Token);
            var range = $"start_time={Day:yyyy-MM-dd}T00:00:00Z&end_time={Day.AddDays(1):yyyy-MM-dd}T00:00:00Z";
            await UntilAsync(
                async () =>
                {
                    var report = await _http.GetStringAsync(new Uri(again.Address, $"/api/v2/insights/templates?{range}"), patience.Token);
                    return (int)JsonNode.Parse(report)!["report"]!["active_users"]! == 20;
                },
                patience.Token);
        }
        finally
        {
            await UntilAsync(() => Task.FromResult(TryDelete(directory)), patience.Token);
        }
    }

    [Fact]
    public async Task Whatever_was_acknowledged_is_counted_once_however_often_the_service_is_killed()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        var storage = emulator.NewAccount();
        var service = await ServiceProcess.StartAsync(storage, patience.Token);
        try
        {
            var (acknowledged, failed) = (0, 0);
            var pending = new ConcurrentQueue<(string Route, string Body)>(Bodies());
            var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (pending.TryDequeue(out var post))
                {
                    while (!await TryPostAsync(service.Address, post.Route, post.Body, patience.Token))
                    {
                        Interlocked.Increment(ref failed);
                        await Task.Delay(10, patience.Token);
                    }

                    Interlocked.Increment(ref acknowledged);
                }
            })).ToArray();

            foreach (var moment in Moments())
            {
                await UntilAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= moment), patience.Token);
                service.Dispose();
                service = await ServiceProcess.StartAsync(storage, patience.Token);
            }

            await Task.WhenAll(callers);
            Assert.True(failed > 0, "No post met a service that was down.");
            var queues = new QueueServiceClient(storage);
            await UntilAsync(async () => await CountAsync(queues, StorageNames.UsageQueue) == 0, patience.Token);
            Assert.Equal(0, await CountAsync(queues, StorageNames.UsageQueue + StorageNames.PoisonSuffix));
            await AssertFiguresAsync(service.Address);
        }
        finally
        {
            service.Dispose();
        }
    }

    public void Dispose() => _http.Dispose();

    // Numbers of acknowledged posts, at which the service is killed while other posts are on their way.
    private static int[] Moments()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Crashes).Select(_ => random.Next(5, Posts * 3 / 4)).Order()];
    }

    // Each user has a stat in each of the first minutes of a half-hour, and a session in five later minutes.
    // The killed service's Azurite may still be saving into it.
    private static bool TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Route, string Body)> Bodies()
    {
        for (var post = 0; post < Posts; post++)
        {
            var at = Day.AddHours(9).AddMinutes(post / Users);
            yield return ("agent-stats", $$"""
                {"stats":[{"user_id":"{{UserOf(post % Users)}}","agent_id":"{{UserOf(post % Users)}}","workspace_id":{{GoodItem.Id}},"template_id":{{GoodItem.Id}},
                "created_at":{{GoodItem.Text(at)}},"connection_count":1,"connection_median_latency_ms":{{post + 1}},"session_count_ssh":1}]}
                """);
            if (post < Users)
            {
                yield return ("app-stats", $$"""
                    {"stats":[{"user_id":"{{UserOf(post)}}","workspace_id":{{GoodItem.Id}},"template_id":{{GoodItem.Id}},"access_method":"terminal",
                    "session_started_at":{{GoodItem.Text(Day.AddMinutes(560))}},"session_ended_at":{{GoodItem.Text(Day.AddMinutes(565))}}}]}
                    """);
            }
        }
    }

    private static Guid UserOf(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"));

    private static async Task<int> CountAsync(QueueServiceClient queues, string queue) =>
        (await queues.GetQueueClient(queue).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            await Task.Delay(2, cancellationToken);
        }
    }

    private async Task<bool> TryPostAsync(Uri service, string route, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(new Uri(service, $"/api/v2/ingest/{route}"), content, cancellationToken);
            Assert.True(
                response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable,
                $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task AssertFiguresAsync(Uri service)
    {
        var activity = await UsersAsync(service, "user-activity");
        var latency = await UsersAsync(service, "user-latency");
        Assert.Equal(
            Enumerable.Range(0, Users).Select(user => (UserOf(user), 60 * (Minutes + 5))),
            activity.Select(user => (user["user_id"]!.GetValue<Guid>(), user["seconds"]!.GetValue<int>())));

        // The samples of a user are its number + 1 and every 40th after it, ten in all.
        Assert.Equal(
            Enumerable.Range(0, Users).Select(user => (UserOf(user), user + 1 + (Users * (Minutes - 1) / 2.0))),
            latency.Select(user => (user["user_id"]!.GetValue<Guid>(), user["latency_ms"]!["p50"]!.GetValue<double>())));
    }

    private async Task<IEnumerable<JsonNode>> UsersAsync(Uri service, string report)
    {
        var period = string.Create(CultureInfo.InvariantCulture, $"start_time={Day:yyyy-MM-dd}T00:00:00Z&end_time={Day.AddDays(1):yyyy-MM-dd}T00:00:00Z");
        var text = await _http.GetStringAsync(new Uri(service, $"/api/v2/insights/{report}?{period}"), TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!["report"]!["users"]!.AsArray().Select(user => user!);
    }
}
