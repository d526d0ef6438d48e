using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Administration;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>What is written down of who did what.</summary>
public sealed class AuditTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private static readonly string Victim = AccessWorld.IdOf("victim").ToString();

    [Fact]
    public async Task Every_security_relevant_act_is_written_down_with_who_did_it()
    {
        var token = await world.NewTokenAsync("victim", "read");
        var id = token["id"]!.GetValue<string>();
        await world.SendAsync("JWT of owner", "DELETE", $"tokens/{id}");
        await world.SendAsync("owner", "PUT", $"users/{Victim}/roles", JsonNode.Parse("""{"roles": ["auditor"]}"""));
        await world.SendAsync("org-admin", "PATCH", $"templates/{AccessWorld.Template}/acl", JsonNode.Parse($$$"""{"user_perms": {"{{{Victim}}}": "admin"}}"""));
        var erased = (await world.SendAsync("JWT with role Owner", "DELETE", $"users/{Victim}/insights")).AssertStatus(HttpStatusCode.Accepted);

        var answer = (await world.SendAsync("owner", "GET", "audit?limit=5")).AssertStatus(HttpStatusCode.OK);
        var entries = answer.Body["audit_logs"]!.AsArray().Reverse().ToArray();
        var owner = $$"""{"user_id":"{{AccessWorld.IdOf("owner")}}","via":""";
        Assert.Equal(
            [
                $$$"""token.create {{{id}}} {"via":"bootstrap"}""",
                $$$"""token.revoke {{{id}}} {{{owner}}}"sign_in","credential":"oid-owner"}""",
                $$$"""roles.change {{{Victim}}} {{{owner}}}"token","credential":"{{{world.CredentialOf("owner")![..10]}}}"}""",
                $$$"""acl.change {{{AccessWorld.Template}}} {"user_id":"{{{AccessWorld.IdOf("org-admin")}}}","via":"token","credential":"{{{world.CredentialOf("org-admin")![..10]}}}"}""",
                $$$"""user.erase {{{Victim}}} {"via":"sign_in","credential":"oid-of-nobody"}""",
            ],
            entries.Select(entry => $"{entry!["action"]} {entry["target"]} {entry["actor"]!.ToJsonString()}"));
        Assert.Equal("""{"roles":["auditor"],"organization_roles":{}}""", entries[2]!["change"]!.ToJsonString());
        Assert.Equal($$$"""{"user_perms":{"{{{Victim}}}":"admin"},"group_perms":{}}""", entries[3]!["change"]!.ToJsonString());
        Assert.Equal(erased.Headers.GetValues("X-Request-Id").Single(), entries[4]!["request_id"]!.GetValue<string>());
        Assert.DoesNotContain(token["token"]!.GetValue<string>()[11..], answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_not_written_down_as_done()
    {
        await world.NewTokenAsync("member", "read");
        var before = (await world.SendAsync("owner", "GET", "audit?limit=1")).Text;
        (await world.SendAsync("owner", "PUT", $"users/{Victim}/roles", JsonNode.Parse("""{"roles": ["king"]}"""))).AssertError(HttpStatusCode.BadRequest, "roles[0]");
        (await world.SendAsync("member", "DELETE", $"users/{Victim}/insights")).AssertError(HttpStatusCode.Forbidden);
        (await world.SendAsync("member", "PATCH", $"templates/{AccessWorld.Template}/acl", new JsonObject())).AssertError(HttpStatusCode.NotFound);
        Assert.Equal(before, (await world.SendAsync("owner", "GET", "audit?limit=1")).Text);
    }

    [Fact]
    public async Task The_audit_is_read_page_by_page_newest_first()
    {
        var all = (await world.SendAsync("owner", "GET", "audit?limit=1000")).Body;
        Assert.Null(all["next"]);
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await world.SendAsync("owner", "GET", $"audit?limit=7{(next.Length > 0 ? $"&after={next}" : "")}")).AssertStatus(HttpStatusCode.OK).Body;
            paged.AddRange(page["audit_logs"]!.AsArray().Select(entry => entry!.ToJsonString()));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(all["audit_logs"]!.AsArray().Select(entry => entry!.ToJsonString()), paged);
        Assert.Equal(paged.Count, paged.Distinct().Count());
        var times = all["audit_logs"]!.AsArray().Select(entry => entry!["time"]!.GetValue<DateTimeOffset>()).ToArray();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("after=yesterday", "after")]
    [InlineData("before=now", "before")]
    public async Task A_wrong_question_is_told_apart(string query, string field) =>
        (await world.SendAsync("owner", "GET", $"audit?{query}")).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task Entries_and_expired_tokens_are_forgotten_when_they_are_old()
    {
        await using var other = await InsightsApp.StartAsync(world.Emulator, CollectingApp.Now, settings: CollectingApp.Without());
        await TokenTests.NewServiceTokenAsync(other);
        var retention = ActivatorUtilities.CreateInstance<AccessRetention>(other.Services);
        foreach (var (days, tokens, entries) in new[] { (119, 1, 1), (2, 0, 1), (243, 0, 1), (2, 0, 0) })
        {
            other.Clock.Advance(TimeSpan.FromDays(days));
            await retention.TrimAccess(new TimerInfo(), TestContext.Current.CancellationToken);
            Assert.Equal(tokens, (await other.GetAsync("/api/v2/tokens?include_all=true")).AsArray().Count);
            Assert.Equal(entries, (await other.GetAsync("/api/v2/audit"))["audit_logs"]!.AsArray().Count);
        }
    }
}
