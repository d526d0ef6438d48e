using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>What a source has done is its own to write: a token that only sends data cannot make another's source skip or repeat anything.</summary>
public sealed class SourceOwnerTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task A_token_of_another_name_can_neither_read_nor_write_what_a_source_has_done()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var collector = await Tokens.NewAsync(world.App, "collector", ["ingest", "catalog"]);
        var thief = await Tokens.NewAsync(world.App, "a template's own", ["ingest"]);
        await using var run = SourceRun.Over(world.Coder, world.App, () => collector.Token, new Faults());
        await run.CatchUpAsync();

        foreach (var (method, path) in new[] { ("GET", ""), ("PUT", ""), ("POST", "/usage-buckets") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(world, method, path, thief.Token));
        }

        // The source itself goes on, also with the token that replaces its own.
        await run.CatchUpAsync();
        var replaced = await Tokens.NewAsync(world.App, "collector", ["ingest", "catalog"]);
        await using var next = SourceRun.Over(world.Coder, world.App, () => replaced.Token, new Faults());
        await next.CatchUpAsync();
    }

    [Fact]
    public async Task What_the_service_follows_itself_is_no_tokens_until_an_owner_hands_it_over()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using (var run = SourceRun.In(world.Coder, world.App))
        {
            await run.CatchUpAsync();
        }

        var token = await Tokens.NewAsync(world.App, "collector", ["ingest", "catalog"]);
        await using var beside = SourceRun.Over(world.Coder, world.App, () => token.Token, new Faults());
        Assert.Contains("followed by the service itself", (await beside.PollAsync()).Error, StringComparison.Ordinal);

        using var released = await world.App.SendAsync(HttpMethod.Delete, $"/api/v2/admin/sources/{world.Coder.Organization}/owner");
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);

        await beside.CatchUpAsync();
        Assert.Equal(HttpStatusCode.OK, await SendAsync(world, "GET", "", token.Token));
    }

    [Fact]
    public async Task Nothing_is_replaced_that_a_source_was_not_stopped_in()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        var bucket = new JsonObject
        {
            ["start_time"] = "2026-10-13T10:00:00Z",
            ["template_id"] = world.Template,
            ["user_id"] = world.User,
            ["usage_mins"] = 3,
            ["session_app_mins"] = new JsonObject { ["vscode"] = 3 },
        };

        using var response = await world.App.SendAsync(
            HttpMethod.Post, $"/api/v2/ingest/sources/{world.Coder.Organization}/usage-buckets", JsonContent.Create(new JsonObject { ["buckets"] = new JsonArray(bucket) }));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("buckets[0].start_time", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SendAsync(SmallWorld world, string method, string path, string token)
    {
        var state = await world.App.GetAsync($"/api/v2/ingest/sources/{world.Coder.Organization}");
        var body = method switch
        {
            "PUT" => new JsonObject { ["revision"] = state["revision"]!.DeepClone(), ["state"] = state["state"]!.DeepClone() },
            "POST" => new JsonObject { ["buckets"] = new JsonArray() },
            _ => null,
        };
        using var response = await world.App.SendAsync(
            new HttpMethod(method), $"/api/v2/ingest/sources/{world.Coder.Organization}{path}", body is null ? null : JsonContent.Create(body), token);
        return response.StatusCode;
    }
}
