using System.Text;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What a reader finds who asks every route there is, as an owner, at a level that does not name people.</summary>
public sealed class PrivateRoutesTests(StorageEmulator emulator)
{
    // Who has which token, role and place on a list is administration: it names people, and says nothing of what they did.
    private static readonly string[] Administration =
    [
        "Tokens", "CreateToken", "RevokeToken", "TemplateAcl", "ChangeTemplateAcl", "UserRoles", "ChangeUserRoles", "Audit", "EraseUserInsights", "Operation",
        "Operations", "ErasureRequests", "DeclineErasure",
    ];

    public static TheoryData<string> Levels { get; } = ["pseudonymous", "aggregated"];

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task No_route_shows_a_name_an_avatar_a_workspace_or_the_id_of_a_user(string level)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        var answers = await AskEverythingAsync(app);
        Assert.Equal([], answers.SelectMany(answer => PrivateApp.SecretsIn(answer.Text).Select(secret => $"{answer.Path}: {secret}")));
        Assert.Equal([], answers.Where(answer => answer is { Status: 200, IsOfPeriod: true, Privacy.Length: 0 }).Select(answer => answer.Path));
        Assert.True(answers.Count(answer => answer.Status == 200) > 40, "Hardly any route showed anything.");
    }

    [Fact]
    public async Task The_same_questions_find_everybody_where_people_are_named()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "named");
        var found = (await AskEverythingAsync(app)).SelectMany(answer => PrivateApp.SecretsIn(answer.Text)).ToHashSet();
        Assert.Equal(PrivateApp.Secrets.Where(secret => !secret.StartsWith("subject", StringComparison.Ordinal)).Order(), found.Order());
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Oneself_is_shown_to_who_signed_in_and_not_to_a_token_that_an_owner_made(string level)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await PrivateApp.StartAsync(
            emulator, level, new Dictionary<string, string?> { ["Insights:Auth:Authority"] = issuer.Authority, ["Insights:Auth:Audience"] = TestIssuer.Audience });
        var path = $"/api/v2/insights/users/me?{PrivateApp.Period}";
        using var own = await app.SendAsync(HttpMethod.Get, path, token: issuer.Token("subject1", PrivateApp.Now));
        Assert.Equal(200, (int)own.StatusCode);
        var page = JsonNode.Parse(await own.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["report"]!;
        Assert.Equal(PrivateApp.Username(1), (string?)page["username"]);
        Assert.Equal(6 * 60, (int)page["seconds"]!);

        using var made = await app.SendAsync(
            HttpMethod.Post, "/api/v2/tokens", System.Net.Http.Json.JsonContent.Create(new JsonObject { ["name"] = "made", ["scopes"] = new JsonArray("read"), ["user_id"] = Stats.User(1) }));
        var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
        using var others = await app.SendAsync(HttpMethod.Get, path, token: token);
        Assert.Equal(403, (int)others.StatusCode);
    }

    [Fact]
    public async Task Who_takes_the_sign_in_of_somebody_is_shown_nothing_of_him_for_a_week()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await PrivateApp.StartAsync(emulator, "aggregated", new Dictionary<string, string?>
        {
            ["Insights:Privacy:KnownDays"] = "7",
            ["Insights:Auth:Authority"] = issuer.Authority,
            ["Insights:Auth:Audience"] = TestIssuer.Audience,
        });
        Assert.Equal(200, await OwnPageAsync("subject2"));
        await app.PostAsync("catalog", JsonNode.Parse($$"""{"users": [{"id": "{{Stats.User(2)}}", "username": "{{PrivateApp.Username(2)}}", "oidc_subject": "owner"}]}""")!);
        await InsightsApp.Eventually(async () => await OwnPageAsync("owner") != 404);
        Assert.Equal(403, await OwnPageAsync("owner"));
        app.Clock.Advance(TimeSpan.FromDays(6.9));
        Assert.Equal(403, await OwnPageAsync("owner"));
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(200, await OwnPageAsync("owner"));

        async Task<int> OwnPageAsync(string subject)
        {
            using var page = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/users/me?{PrivateApp.Period}", token: issuer.Token(subject, app.Clock.GetUtcNow()));
            return (int)page.StatusCode;
        }
    }

    [Theory]
    [InlineData("pseudonymous", 6)]
    [InlineData("aggregated", 0)]
    public async Task Users_are_listed_under_pseudonyms_or_not_at_all(string level, int listed)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        foreach (var report in (string[])["user-activity", "user-latency"])
        {
            var users = (await app.GetAsync($"/api/v2/insights/{report}?{PrivateApp.Period}&names=true"))["report"]!["users"]!.AsArray();
            Assert.Equal(listed, users.Count);
            Assert.All(users, user =>
            {
                Assert.Equal($"user-{Guid.Parse((string)user!["user_id"]!):N}"[..13], (string?)user["username"]);
                Assert.Equal("", (string?)user["avatar_url"]);
            });
        }
    }

    [Fact]
    public async Task A_pseudonym_holds_within_a_period_and_is_another_in_the_next()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "pseudonymous");
        var (activity, latency) = (await IdsAsync("user-activity", PrivateApp.Period), await IdsAsync("user-latency", PrivateApp.Period));
        var other = await IdsAsync("user-activity", "start_time=2026-10-05T00:00:00Z&end_time=2026-10-06T00:00:00Z");
        Assert.Equal(PrivateApp.Many, activity.Count);
        Assert.Equal(activity, latency);

        // Whatever stands beside it in the same answer.
        var screen = await app.GetAsync($"/api/v2/insights/dashboard?{PrivateApp.Period}&sections=users,figures&compare=2026-10-03T00:00:00Z/2026-10-05T00:00:00Z&also=2026-09-01T00:00:00Z/2026-09-02T00:00:00Z");
        Assert.Equal(activity, screen["users"]!.AsArray().Select(user => (string)user!["user_id"]!));
        Assert.Equal(PrivateApp.Many, other.Count);
        Assert.Empty(activity.Intersect(other));

        async Task<IReadOnlyList<string>> IdsAsync(string report, string period) =>
            [.. (await app.GetAsync($"/api/v2/insights/{report}?{period}"))["report"]!["users"]!.AsArray().Select(user => (string)user!["user_id"]!)];
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task What_fewer_people_did_than_the_floor_is_not_there_and_what_more_did_is(string level)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        var overview = (await app.GetAsync($"/api/v2/insights/overview?{PrivateApp.Period}"))["report"]!;
        var template = Assert.Single(overview["templates"]!.AsArray())!;
        Assert.Equal(Stats.Template, Guid.Parse((string)template["template_id"]!));
        Assert.True((int)template["active_users"]! >= 5);
        Assert.Equal((long)overview["seconds"]!, (long)template["seconds"]!);
        var few = await PrivateApp.AskAsync(app, HttpMethod.Get, $"/api/v2/insights/templates?{PrivateApp.Period}&template_ids={PrivateApp.TemplateOfFew}");
        Assert.Equal($"{level}; floor=5", few.Privacy);
        Assert.Equal(0, (int)JsonNode.Parse(few.Text)!["report"]!["active_users"]!);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Nobody_is_picked_out_by_a_filter(string level)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        foreach (var filter in (string[])[$"user_ids={Stats.User(1)}", $"group_ids={PrivateApp.Group}", $"group_ids={PrivateApp.Organization}"])
        {
            Assert.Equal(403, (await PrivateApp.AskAsync(app, HttpMethod.Get, $"/api/v2/insights/templates?{PrivateApp.Period}&{filter}")).Status);
            Assert.Equal(403, (await PrivateApp.AskAsync(app, HttpMethod.Get, $"/api/v2/insights/daus?{filter}")).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_day_is_shown_when_it_is_over_and_no_longer_grows(string level)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        const string Day = "start_time=2026-10-07T00:00:00Z&end_time=2026-10-08T00:00:00Z";
        var stats = Enumerable.Range(1, PrivateApp.Many).Select(user => Stats.Of(PrivateApp.Now.AddHours(-2), user)["stats"]![0]!.DeepClone());
        await app.PostAsync("agent-stats", new JsonObject { ["stats"] = new JsonArray([.. stats]) });
        await app.DrainAsync();
        app.Clock.Set(new DateTimeOffset(2026, 10, 8, 2, 55, 0, TimeSpan.Zero));
        Assert.Equal(0, await ActiveAsync());
        app.Clock.Set(new DateTimeOffset(2026, 10, 8, 3, 5, 0, TimeSpan.Zero));
        await InsightsApp.Eventually(async () => await ActiveAsync() >= 5);

        async Task<int> ActiveAsync() => (int)(await app.GetAsync($"/api/v2/insights/templates?{Day}"))["report"]!["active_users"]!;
    }

    [Fact]
    public async Task Statuses_of_users_are_counted_in_multiples_of_the_floor()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "aggregated");
        var counts = (await app.GetAsync("/api/v2/insights/user-status-counts"))["status_counts"]!;
        Assert.Equal(5, (int)counts["active"]!.AsArray()[^1]!["count"]!);
        Assert.Equal(0, (int)counts["dormant"]!.AsArray()[^1]!["count"]!);
    }

    [Fact]
    public async Task Who_came_into_the_catalog_lately_lifts_nobody_over_the_floor()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "aggregated", new Dictionary<string, string?> { ["Insights:Privacy:KnownDays"] = "7" });
        Assert.Equal(0, (int)(await app.GetAsync($"/api/v2/insights/templates?{PrivateApp.Period}"))["report"]!["active_users"]!);

        // A week later they are known for a week, on the days from then on.
        app.Clock.Set(PrivateApp.Now.AddDays(10));
        var at = PrivateApp.Now.AddDays(8);
        await app.PostAsync("agent-stats", new JsonObject
        {
            ["stats"] = new JsonArray([.. Enumerable.Range(1, PrivateApp.Many).Select(user => Stats.Of(at, user)["stats"]![0]!.DeepClone())]),
        });
        await app.DrainAsync();
        await InsightsApp.Eventually(async () =>
            (int)(await app.GetAsync("/api/v2/insights/templates?start_time=2026-10-15T00:00:00Z&end_time=2026-10-16T00:00:00Z"))["report"]!["active_users"]! >= 5);
        Assert.Equal(0, (int)(await app.GetAsync($"/api/v2/insights/templates?{PrivateApp.Period}"))["report"]!["active_users"]!);
    }

    [Fact]
    public async Task An_organization_has_a_level_of_its_own_and_a_report_the_strictest_of_its_templates()
    {
        await using var app = await PrivateApp.StartAsync(
            emulator, "named", new Dictionary<string, string?> { ["Insights:Privacy:Organizations"] = $"{PrivateApp.Organization}=aggregated" });
        var other = new Guid("70000000-0000-0000-0000-000000000009");
        await app.PostAsync("catalog", JsonNode.Parse($$"""{"templates": [{"id": "{{other}}", "name": "of-none"}]}""")!);
        await app.PostAsync("agent-stats", Stats.Of(PrivateApp.Now.AddDays(-1), user: 1, other));
        await app.DrainAsync();
        await InsightsApp.Eventually(async () => (await UsersAsync($"&template_ids={other}")).Count == 1);
        Assert.Equal(PrivateApp.Username(1), (string?)(await UsersAsync($"&template_ids={other}"))[0]!["username"]);
        Assert.Empty(await UsersAsync($"&template_ids={Stats.Template}"));
        Assert.Empty(await UsersAsync($"&template_ids={other},{Stats.Template}"));
        Assert.Empty(await UsersAsync(""));

        async Task<JsonArray> UsersAsync(string templates) =>
            (await app.GetAsync($"/api/v2/insights/user-activity?{PrivateApp.Period}{templates}"))["report"]!["users"]!.AsArray();
    }

    private static async Task<IReadOnlyList<(string Path, bool IsOfPeriod, int Status, string Text, string Privacy)>> AskEverythingAsync(InsightsApp app)
    {
        var described = (await app.GetAsync("/api/v2/openapi.json"))["paths"]!;
        var answers = new List<(string, bool, int, string, string)>();
        foreach (var function in FunctionMetadata.Routed.Where(function => function.Methods.Contains("get") && !function.IsCatchAll && !Administration.Contains(function.Name)))
        {
            // Of every user there is; what an answer says of the id that it was asked for is no news, and none of these answers says it.
            var path = "/" + function.Route.Replace("{template}", Stats.Template.ToString(), StringComparison.Ordinal);
            string[] paths = path.Contains("{user}", StringComparison.Ordinal)
                ? [.. Enumerable.Range(1, PrivateApp.Many).Select(user => path.Replace("{user}", Stats.User(user).ToString(), StringComparison.Ordinal))]
                : [path];
            var parameters = described["/" + function.Route]?["get"]?["parameters"]?.AsArray() ?? [];
            if (function.Methods.Contains("post"))
            {
                // The same query may come as a body.
                var (status, text, privacy) = await PrivateApp.AskAsync(
                    app, HttpMethod.Post, path, new StringContent(Questions.Of(parameters).First(), Encoding.UTF8, "application/x-www-form-urlencoded"));
                answers.Add(($"POST {path}", true, status, text, privacy));
            }

            foreach (var address in paths.SelectMany(at => Questions.Of(parameters).Select(query => query.Length == 0 ? at : $"{at}?{query}")))
            {
                var (status, text, privacy) = await PrivateApp.AskAsync(app, HttpMethod.Get, address);
                answers.Add((address, parameters.Any(parameter => (string?)parameter!["name"] == "start_time"), status, text, privacy));
            }
        }

        return answers;
    }
}
