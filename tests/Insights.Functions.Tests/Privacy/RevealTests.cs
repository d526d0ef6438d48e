using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Administration;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Who is shown to whom where people are not named, and who knows of it.</summary>
public sealed class RevealTests(RevealWorld world) : IClassFixture<RevealWorld>
{
    private const string Officer = RevealWorld.Officer;
    private const string OtherOfficer = RevealWorld.OtherOfficer;

    // Where the deployment is looked at as a whole, by who may view all of it.
    private const string Auditor = "Insights.Auditor";

    [Fact]
    public async Task Whom_an_officer_has_revealed_is_shown_to_him_alone_and_as_long_as_it_holds()
    {
        await EndAllAsync();
        var row = await FirstRowAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await world.PageAsync(world.One, Officer, 1)).Status);
        var reveal = await world.RevealAsync(world.One, Officer, OfRow(row), hours: 4);
        Assert.Equal("active", (string?)reveal["status"]);
        var user = Enumerable.Range(1, PrivateApp.Many).Single(number => Stats.User(number).ToString() == (string)reveal["user"]!["id"]!);

        var page = (await world.PageAsync(world.One, Officer, user)).AssertStatus(HttpStatusCode.OK);
        Assert.Equal(PrivateApp.Username(user), (string?)page.Body["report"]!["username"]);
        Assert.Equal((long)row["seconds"]!, (long)page.Body["report"]!["seconds"]! - (user <= 2 ? 120 : 0));
        Assert.Equal((string?)reveal["id"], (string?)page.Body["reveal"]!["id"]);
        var byReveal = await world.SendAsync(world.One, Officer, "GET", $"insights/users/{reveal["id"]}?{PrivateApp.Period}");
        Assert.Equal(page.Text, byReveal.Text);
        Assert.NotEqual(HttpStatusCode.OK, (await world.SendAsync(world.One, OtherOfficer, "GET", $"insights/users/{reveal["id"]}?{PrivateApp.Period}", body: null, Auditor)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await world.PageAsync(world.One, Officer, user % PrivateApp.Many + 1)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await world.PageAsync(world.One, OtherOfficer, user, Auditor)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await world.PageAsync(world.One, "somebody", user, "Insights.Owner")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "GET", $"insights/users/{Stats.User(user)}?{PrivateApp.Period}")).Status);

        world.One.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(HttpStatusCode.NotFound, (await world.PageAsync(world.One, Officer, user)).Status);
        var ended = (await ListAsync(world.One, Officer)).Single(one => (string?)one!["id"] == (string?)reveal["id"])!;
        Assert.Equal("ended", (string?)ended["status"]);
        Assert.Null(ended["user"]);
    }

    [Fact]
    public async Task A_reveal_is_ended_before_its_time_by_any_officer()
    {
        var id = (string)(await world.RevealAsync(world.One, Officer, Of(2)))["id"]!;
        (await world.PageAsync(world.One, Officer, 2)).AssertStatus(HttpStatusCode.OK);
        var ended = (await world.SendAsync(world.One, OtherOfficer, "DELETE", $"insights/reveals/{id}")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal(PrivateApp.Username(6), (string?)ended["ended_by"]!["name"]);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PageAsync(world.One, Officer, 2)).Status);
        (await world.SendAsync(world.One, Officer, "DELETE", $"insights/reveals/{id}")).AssertError(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nobody_makes_an_officer_of_himself()
    {
        var body = RevealWorld.With(Of(1), 1, "curious");
        var owner = Stats.User(5);
        (await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "PUT", $"users/{owner}/roles", JsonNode.Parse("""{"roles": ["privacy-officer"]}""")))
            .AssertError(HttpStatusCode.BadRequest, "roles[0]");
        (await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "PUT", $"users/{owner}/roles", JsonNode.Parse("""{"roles": ["owner"]}"""))).AssertStatus(HttpStatusCode.OK);
        (await world.SendAsync(world.One, "subject5", "POST", "insights/reveals", body)).AssertError(HttpStatusCode.Forbidden);
        (await world.SendAsync(world.One, "subject5", "POST", "insights/reveals", body, "Insights.PrivacyOfficer", "privacy-officer")).AssertError(HttpStatusCode.Forbidden);
        (await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "POST", "insights/reveals", body)).AssertError(HttpStatusCode.Forbidden);

        // A token that an owner makes for the officer, and a catalog that gives the officer's sign-in to the owner.
        var token = (string)(await RevealWorld.SendWithAsync(
            world.One, InsightsApp.Token, "POST", "tokens", JsonNode.Parse($$"""{"name": "made", "scopes": ["read", "admin"], "user_id": "{{Stats.User(6)}}"}"""))).Body["token"]!;
        (await RevealWorld.SendWithAsync(world.One, token, "POST", "insights/reveals", body)).AssertError(HttpStatusCode.Forbidden);
        var session = await Browser.SignedInAsync(world.One, token);
        Assert.False((bool)(await session.MeAsync()).Body["permissions"]!["reveal"]!);
        await world.One.PostAsync("catalog", JsonNode.Parse($$"""{"users": [{"id": "{{owner}}", "username": "{{PrivateApp.Username(5)}}", "oidc_subject": "{{Officer}}"}]}""")!);
        await InsightsApp.Eventually(async () => (await world.SendAsync(world.One, "subject5", "GET", "users/me")).Text.Contains(Guid.Empty.ToString(), StringComparison.Ordinal));
        (await world.SendAsync(world.One, "subject5", "POST", "insights/reveals", body)).AssertError(HttpStatusCode.Forbidden);
        await world.One.PostAsync("catalog", JsonNode.Parse($$"""{"users": [{"id": "{{owner}}", "username": "{{PrivateApp.Username(5)}}", "oidc_subject": "subject5"}]}""")!);
        await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "PUT", $"users/{owner}/roles", JsonNode.Parse("""{"roles": []}"""));
    }

    [Fact]
    public async Task Owners_see_that_there_are_reveals_and_neither_of_whom_nor_why()
    {
        const string Reason = "because of what Person3 did";
        var id = (string)(await world.RevealAsync(world.One, Officer, Of(3), reason: Reason))["id"]!;
        (await world.PageAsync(world.One, Officer, 3)).AssertStatus(HttpStatusCode.OK);
        var listed = (await RevealWorld.SendWithAsync(world.One, InsightsApp.Token, "GET", "insights/reveals")).AssertStatus(HttpStatusCode.OK).Text;

        // The audit has other acts too, such as that of the catalog which brought the users in.
        var audited = (await world.One.GetAsync("/api/v2/audit?limit=100"))["audit_logs"]!.AsArray()
            .Where(entry => ((string)entry!["action"]!).StartsWith("reveal.", StringComparison.Ordinal));
        foreach (var seen in (string[])[listed, string.Concat(audited.Select(entry => entry!.ToJsonString()))])
        {
            Assert.Contains(id, seen, StringComparison.Ordinal);
            Assert.Contains(Officer, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(Reason, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(Stats.User(3).ToString(), seen, StringComparison.Ordinal);
            Assert.DoesNotContain(PrivateApp.Username(3), seen, StringComparison.Ordinal);
        }

        var seenByOfficer = (await ListAsync(world.One, OtherOfficer)).Single(one => (string?)one!["id"] == id)!;
        Assert.Equal(Reason, (string?)seenByOfficer["reason"]);
        Assert.Equal(Stats.User(3).ToString(), (string?)seenByOfficer["asked"]!["user_id"]);
        Assert.Null(seenByOfficer["user"]);
    }

    [Fact]
    public async Task Each_look_is_in_the_audit_before_it_shows_anything()
    {
        var id = (string)(await world.RevealAsync(world.One, OtherOfficer, Of(4)))["id"]!;
        (await world.PageAsync(world.One, OtherOfficer, 4)).AssertStatus(HttpStatusCode.OK);
        (await world.PageAsync(world.One, OtherOfficer, 4)).AssertStatus(HttpStatusCode.OK);
        var entries = (await world.One.GetAsync("/api/v2/audit?limit=100"))["audit_logs"]!.AsArray().Where(entry => (string?)entry!["target"] == id).ToArray();
        Assert.Equal(["reveal.look", "reveal.look", "reveal.request"], entries.Select(entry => (string)entry!["action"]!));
        Assert.All(entries, entry => Assert.Equal(OtherOfficer, (string?)entry!["actor"]!["credential"]));

        await world.One.Tables.DeleteTableAsync(StorageNames.AuditTable, TestContext.Current.CancellationToken);
        try
        {
            var unwritten = await world.PageAsync(world.One, OtherOfficer, 4);
            Assert.True((int)unwritten.Status >= 500, unwritten.Text);
            Assert.Empty(PrivateApp.SecretsIn(unwritten.Text));
            Assert.True((int)(await world.SendAsync(world.One, OtherOfficer, "POST", "insights/reveals", RevealWorld.With(Of(1), 1, "unwritten"))).Status >= 500);
        }
        finally
        {
            await world.One.Tables.CreateTableAsync(StorageNames.AuditTable, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(await ListAsync(world.One, OtherOfficer), one => (string?)one!["reason"] == "unwritten");
    }

    [Fact]
    public async Task Where_it_takes_two_officers_nothing_is_shown_until_another_one_has_approved()
    {
        var whom = new JsonObject { ["username"] = PrivateApp.Username(2) };
        var reveal = await world.RevealAsync(world.Two, Officer, whom);
        var id = (string)reveal["id"]!;
        Assert.Equal("waiting", (string?)reveal["status"]);
        Assert.Null(reveal["user"]);
        Assert.NotEqual(HttpStatusCode.OK, (await world.PageAsync(world.Two, Officer, 2)).Status);
        (await world.SendAsync(world.Two, Officer, "POST", $"insights/reveals/{id}/approval")).AssertError(HttpStatusCode.Forbidden);

        var approved = (await world.SendAsync(world.Two, OtherOfficer, "POST", $"insights/reveals/{id}/approval")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal("active", (string?)approved["status"]);
        Assert.Null(approved["user"]);
        (await world.SendAsync(world.Two, OtherOfficer, "POST", $"insights/reveals/{id}/approval")).AssertError(HttpStatusCode.Conflict);
        Assert.Equal(PrivateApp.Username(2), (string?)(await world.PageAsync(world.Two, Officer, 2)).AssertStatus(HttpStatusCode.OK).Body["report"]!["username"]);
        Assert.NotEqual(HttpStatusCode.OK, (await world.PageAsync(world.Two, OtherOfficer, 2)).Status);

        var lapsing = (string)(await world.RevealAsync(world.Two, Officer, whom))["id"]!;
        var withdrawn = (string)(await world.RevealAsync(world.Two, Officer, whom))["id"]!;
        (await world.SendAsync(world.Two, Officer, "DELETE", $"insights/reveals/{withdrawn}")).AssertStatus(HttpStatusCode.OK);
        world.Two.Clock.Advance(TimeSpan.FromDays(7));
        (await world.SendAsync(world.Two, OtherOfficer, "POST", $"insights/reveals/{lapsing}/approval")).AssertError(HttpStatusCode.Conflict);
        Assert.Equal(["withdrawn", "lapsed", "ended"], (await ListAsync(world.Two, Officer)).Select(one => (string)one!["status"]!));
    }

    [Fact]
    public async Task The_person_sees_each_reveal_of_himself_and_whether_it_was_looked_at()
    {
        Assert.Empty((await OwnPageAsync())["reveals"]!.AsArray());
        var reveal = await world.RevealAsync(world.One, Officer, Of(5), hours: 3, reason: "a complaint");
        Assert.Equal(0, (int)Assert.Single((await OwnPageAsync())["reveals"]!.AsArray())!["looks"]!);
        (await world.PageAsync(world.One, Officer, 5)).AssertStatus(HttpStatusCode.OK);
        var own = Assert.Single((await OwnPageAsync())["reveals"]!.AsArray())!;
        Assert.Equal((string?)reveal["id"], (string?)own["id"]);
        Assert.Equal((Officer, "a complaint", 3, 1), ((string?)own["officer"]!["name"], (string?)own["reason"], (int)own["hours"]!, (int)own["looks"]!));
        Assert.NotNull(own["last_looked_at"]);

        async Task<JsonNode> OwnPageAsync() =>
            (await world.SendAsync(world.One, "subject5", "GET", $"insights/users/me?{PrivateApp.Period}")).AssertStatus(HttpStatusCode.OK).Body;
    }

    [Fact]
    public async Task A_reveal_changes_no_report_and_lifts_no_filter()
    {
        string[] paths =
        [
            "user-activity?names=true&", "user-latency?", "templates?", "overview?", "dashboard?", "export?", "connection?", "utilization?", "adoption?", $"templates?user_ids={Stats.User(1)}&",
            $"export?section=support&user_ids={Stats.User(1)}&",
        ];
        var before = await AskAsync();
        await world.RevealAsync(world.One, Officer, Of(1));
        (await world.PageAsync(world.One, Officer, 1, Auditor)).AssertStatus(HttpStatusCode.OK);
        Assert.Equal(before, await AskAsync());
        Assert.Equal(4, before.Count(answer => answer.StartsWith("Forbidden", StringComparison.Ordinal)));

        async Task<IReadOnlyList<string>> AskAsync()
        {
            var answers = new List<string>();
            foreach (var path in paths)
            {
                var answer = await world.SendAsync(world.One, Officer, "GET", $"insights/{path}{PrivateApp.Period}", body: null, Auditor);
                answers.Add($"{answer.Status} {answer.Text}");
            }

            return answers;
        }
    }

    [Fact]
    public async Task A_row_of_any_report_over_the_period_is_revealed_as_the_same_person()
    {
        var row = await FirstRowAsync();
        var screen = await world.One.GetAsync($"/api/v2/insights/dashboard?{PrivateApp.Period}&sections=users&also=2026-10-04T00:00:00Z/2026-10-06T00:00:00Z");
        Assert.Contains(screen["users"]!.AsArray(), user => (string?)user!["user_id"] == (string?)row["user_id"]);
        var wrong = OfRow(row);
        wrong["end_time"] = "2026-10-06T00:00:00Z";
        (await world.SendAsync(world.One, Officer, "POST", "insights/reveals", RevealWorld.With(wrong, 1, "another period"))).AssertError(HttpStatusCode.BadRequest, "pseudonym");
    }

    [Fact]
    public async Task A_reveal_is_stored_by_ids_and_without_names()
    {
        await world.RevealAsync(world.One, OtherOfficer, new JsonObject { ["username"] = PrivateApp.Username(3) });
        var rows = new List<string>();
        await foreach (var row in world.One.Tables.GetTableClient(StorageNames.RevealsTable).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join(' ', row.Select(column => column.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{column.Value}")));
        }

        Assert.Contains(rows, row => row.Contains(Stats.User(3).ToString(), StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, PrivateApp.Many), user => Assert.DoesNotContain(rows, row => row.Contains(PrivateApp.Username(user), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"reason": "x"}""", "user_id")]
    [InlineData("""{"user_id": "00000000-0000-0000-0000-000000000001", "username": "x", "reason": "x"}""", "user_id")]
    [InlineData("""{"username": "nobody"}""", "reason")]
    [InlineData("""{"username": "nobody", "reason": " "}""", "reason")]
    [InlineData("""{"username": "nobody", "reason": "x"}""", "username")]
    [InlineData("""{"username": "nobody", "reason": "x", "hours": 25}""", "hours")]
    [InlineData("""{"username": "nobody", "reason": "x", "hours": 0}""", "hours")]
    [InlineData("""{"username": "nobody", "reason": "x", "days": 1}""", "days")]
    [InlineData("""{"pseudonym": "00000000-0000-0000-0000-000000000001", "reason": "x"}""", "template_id", "start_time", "end_time")]
    public async Task A_request_says_whom_why_and_for_how_long(string body, params string[] fields) =>
        (await world.SendAsync(world.One, Officer, "POST", "insights/reveals", JsonNode.Parse(body))).AssertError(HttpStatusCode.BadRequest, fields);

    [Fact]
    public async Task An_officer_has_twenty_reveals_at_a_time_and_they_are_remembered_as_long_as_the_audit()
    {
        var app = world.Two;
        var open = (await ListAsync(app, OtherOfficer)).Count(one => (string?)one!["status"] is "waiting" or "active" && (bool)one["is_own"]!);
        for (var number = open; number < 20; number++)
        {
            await world.RevealAsync(app, OtherOfficer, Of(1));
        }

        (await world.SendAsync(app, OtherOfficer, "POST", "insights/reveals", RevealWorld.With(Of(1), 1, "one more"))).AssertError(HttpStatusCode.Conflict);
        var page = (await world.SendAsync(app, OtherOfficer, "GET", "insights/reveals?limit=15")).Body;
        var rest = (await world.SendAsync(app, OtherOfficer, "GET", $"insights/reveals?after={page["next"]}")).Body;
        Assert.Equal((await ListAsync(app, OtherOfficer)).Select(Id), page["reveals"]!.AsArray().Concat(rest["reveals"]!.AsArray()).Select(Id));

        var retention = ActivatorUtilities.CreateInstance<AccessRetention>(app.Services);
        app.Clock.Advance(TimeSpan.FromDays(364));
        await retention.TrimAccess(new TimerInfo(), TestContext.Current.CancellationToken);
        Assert.True((await ListAsync(app, OtherOfficer)).Count >= 20);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await retention.TrimAccess(new TimerInfo(), TestContext.Current.CancellationToken);
        Assert.Empty(await ListAsync(app, OtherOfficer));

        static string? Id(JsonNode? reveal) => (string?)reveal!["id"];
    }

    // Of other tests, in whatever order they are run.
    private async Task EndAllAsync()
    {
        foreach (var reveal in (await ListAsync(world.One, Officer)).Where(one => (string?)one!["status"] == "active"))
        {
            (await world.SendAsync(world.One, Officer, "DELETE", $"insights/reveals/{reveal!["id"]}")).AssertStatus(HttpStatusCode.OK);
        }
    }

    private static JsonObject Of(int user) => new() { ["user_id"] = Stats.User(user) };

    private static JsonObject OfRow(JsonNode row) => new()
    {
        ["pseudonym"] = row["user_id"]!.DeepClone(),
        ["template_id"] = row["template_ids"]![0]!.DeepClone(),
        ["start_time"] = "2026-10-05T00:00:00Z",
        ["end_time"] = "2026-10-07T00:00:00Z",
    };

    private async Task<JsonNode> FirstRowAsync() =>
        (await world.One.GetAsync($"/api/v2/insights/user-activity?{PrivateApp.Period}"))["report"]!["users"]![0]!;

    private async Task<JsonArray> ListAsync(InsightsApp app, string officer) =>
        (await world.SendAsync(app, officer, "GET", "insights/reveals")).AssertStatus(HttpStatusCode.OK).Body["reveals"]!.AsArray();
}
