using System.Globalization;
using System.Net;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>202 means that it is safe, and nothing else does.</summary>
public sealed class DurabilityTests(StorageEmulator emulator)
{
    private const int Posts = 50;

    [Fact]
    public async Task What_is_acknowledged_is_in_the_queue_when_the_answer_arrives()
    {
        await using var app = await StartAsync(groupCommit: 5);
        for (var post = 1; post <= 5; post++)
        {
            (await PostAsync(app, post)).AssertAccepted(1);
            Assert.Equal(post, await CollectingApp.QueuedAsync(app));
        }

        Assert.Equal(UsersOf(5), await QueuedUsersAsync(app));
    }

    [Theory]
    [InlineData(0, Posts, Posts)]
    [InlineData(1000, 1, 5)]
    public async Task Posts_at_the_same_time_share_messages_and_each_is_acknowledged(int groupCommit, int fewest, int most)
    {
        await using var app = await StartAsync(groupCommit);
        var answers = await Task.WhenAll(Enumerable.Range(1, Posts).Select(post => PostAsync(app, post)));
        Assert.All(answers, answer => answer.AssertAccepted(1));
        Assert.InRange(await CollectingApp.QueuedAsync(app), fewest, most);
        Assert.Equal(UsersOf(Posts), await QueuedUsersAsync(app));
    }

    [Fact]
    public async Task Posts_that_fill_a_message_wait_for_no_others()
    {
        await using var app = await StartAsync(groupCommit: 1000);
        var small = PostAsync(app, 1);
        var large = ApiAnswer.PostAsync(app, "agent-stats", GoodItem.Body("agent", Enumerable.Repeat(GoodItem.Of("agent"), 1000)));
        Assert.Same(large, await Task.WhenAny(small, large));
        (await large).AssertAccepted(1000);
        (await small).AssertAccepted(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task Nobody_is_acknowledged_when_the_queue_is_gone(int groupCommit)
    {
        await using var app = await StartAsync(groupCommit);
        await app.Queues.DeleteQueueAsync(StorageNames.UsageQueue, TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(post => PostAsync(app, post)));
        Assert.All(answers, answer =>
        {
            answer.AssertError(HttpStatusCode.ServiceUnavailable);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, "The caller is not told when to come again.");
        });
    }

    private static Task<ApiAnswer> PostAsync(InsightsApp app, int user) => ApiAnswer.PostAsync(
        app, "agent-stats", GoodItem.Body("agent", GoodItem.With("agent", "user_id", $"\"{UserOf(user)}\"").Insert(1, "\"session_count_ssh\":1,")));

    private static Guid UserOf(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"));

    private static IEnumerable<Guid> UsersOf(int count) => Enumerable.Range(1, count).Select(UserOf);

    private static async Task<IEnumerable<Guid>> QueuedUsersAsync(InsightsApp app) =>
        (await CollectingApp.TakeAllAsync(app)).SelectMany(text => UsageMessage.Parse(text).Parts)
            .SelectMany(part => SegmentCodec.Decode(part.Segment.Span).Users).Distinct().Order();

    private Task<InsightsApp> StartAsync(int groupCommit)
    {
        var settings = CollectingApp.Without();
        settings["Insights:Ingest:GroupCommitMilliseconds"] = groupCommit.ToString(CultureInfo.InvariantCulture);
        return InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings);
    }
}
