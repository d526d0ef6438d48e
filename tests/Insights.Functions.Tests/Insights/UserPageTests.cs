using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Who sees what of a user.</summary>
public sealed class UserPageTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-05T00:00:00Z&end_time=2026-11-05T15:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
    private static readonly Guid Organization = new(9, 0, 0, new byte[8]);
    private static readonly Guid Other = new(8, 0, 0, new byte[8]);

    [Fact]
    public async Task Oneself_sees_everything_of_himself_and_others_what_they_may_view()
    {
        await using var app = await StartAsync();
        var (ann, viewer) = (await TokenAsync(app, 1), await TokenAsync(app, 3));

        var own = await ReportAsync(app, ann, "me");
        Assert.Equal([Other, Stats.Template], own["template_ids"]!.AsArray().Select(id => id!.GetValue<Guid>()));
        Assert.Equal(120, own["seconds"]!.GetValue<int>());
        Assert.True(JsonNode.DeepEquals(own, await ReportAsync(app, ann, Stats.User(1).ToString())));
        Assert.True(JsonNode.DeepEquals(own, await ReportAsync(app, InsightsApp.Token, Stats.User(1).ToString())));

        var seen = await ReportAsync(app, viewer, Stats.User(1).ToString());
        Assert.Equal([Stats.Template], seen["template_ids"]!.AsArray().Select(id => id!.GetValue<Guid>()));
        Assert.Equal(60, seen["seconds"]!.GetValue<int>());
        Assert.Equal(["ours"], seen["templates"]!.AsArray().Select(template => template!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Of_whom_there_is_nothing_to_be_seen_nothing_is_said()
    {
        await using var app = await StartAsync();
        var (ann, viewer) = (await TokenAsync(app, 1), await TokenAsync(app, 3));

        // Ben used a template that the viewer may not see; Ann may see no template at all; nobody is a user of the bootstrap token.
        await AssertNotFoundAsync(app, viewer, Stats.User(2).ToString());
        await AssertNotFoundAsync(app, ann, Stats.User(2).ToString());
        await AssertNotFoundAsync(app, InsightsApp.Token, "me");
        await AssertNotFoundAsync(app, InsightsApp.Token, Stats.User(99).ToString());
        (await ApiAnswer.GetAsync(app, $"/api/v2/insights/users/ann?{Period}")).AssertError(HttpStatusCode.BadRequest, "user");
        (await ApiAnswer.GetAsync(app, $"/api/v2/insights/users/me?{Period}&template_ids={Other}")).AssertError(HttpStatusCode.BadRequest, "template_ids");
    }

    private async Task<InsightsApp> StartAsync()
    {
        var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(User(1, "ann"), User(2, "ben"), User(3, "viewer")),
            ["templates"] = new JsonArray(Template(Stats.Template, "ours"), Template(Other, "theirs")),
        });
        await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(-2), 1));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(-1), 1, Other));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(-1), 2, Other));
        await app.DrainAsync();
        var list = new JsonObject { ["user_perms"] = new JsonObject { [Stats.User(3).ToString()] = "view_insights" } };
        using var granted = await app.SendAsync(
            HttpMethod.Patch, $"/api/v2/templates/{Stats.Template}/acl", System.Net.Http.Json.JsonContent.Create(list));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        return app;

        static JsonNode User(int number, string name) => new JsonObject { ["id"] = Stats.User(number), ["username"] = name, ["organization_ids"] = new JsonArray(Organization) };

        static JsonNode Template(Guid id, string name) => new JsonObject { ["id"] = id, ["name"] = name, ["organization_id"] = Organization };
    }

    private static async Task<string> TokenAsync(InsightsApp app, int user)
    {
        var body = new JsonObject { ["name"] = "own", ["scopes"] = new JsonArray("read"), ["user_id"] = Stats.User(user) };
        using var made = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", System.Net.Http.Json.JsonContent.Create(body));
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!.GetValue<string>();
    }

    private static async Task<JsonNode> ReportAsync(InsightsApp app, string token, string user)
    {
        using var answer = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/users/{user}?{Period}", token: token);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["report"]!;
    }

    private static async Task AssertNotFoundAsync(InsightsApp app, string token, string user)
    {
        using var answer = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/users/{user}?{Period}", token: token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
