using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Who may send the catalog cannot sign in as somebody with it, and nobody is locked out with it.</summary>
public sealed class SubjectCheckTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private const string Collector = "service, ingest only";

    [Theory]
    [InlineData("collector", "owner", "oid-of-the-collector", false)]
    [InlineData("collector", "owner", "", false)]
    [InlineData("collector", "org-auditor", "oid-of-the-collector", false)]
    [InlineData("collector", "victim", "oid-owner", false)]
    [InlineData("collector", "owner", "oid-owner", true)]
    [InlineData("collector", "owner", null, true)]
    [InlineData("collector", "victim", "oid-of-the-collector", false)]
    [InlineData("collector", "acl-admin", "oid-of-the-collector", false)]
    [InlineData("collector", "new", "oid-member", false)]
    [InlineData("collector", "new", "oid-of-the-new", true)]
    [InlineData("service, ingest only", "owner", "oid-of-the-service", false)]
    [InlineData("owner, scope ingest", "owner", "oid-2", false)]
    [InlineData("owner", "auditor", "oid-auditor-2", true)]
    public async Task A_sign_in_that_is_set_is_changed_by_an_owner_alone(string caller, string user, string? subject, bool allowed)
    {
        var id = user == "new" ? Guid.NewGuid() : AccessWorld.IdOf(user);
        var (other, newcomer) = (Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        var answer = await SendAsync(caller, User(other, newcomer), User(id, subject));
        if (allowed)
        {
            answer.AssertAccepted(2);
        }
        else
        {
            answer.AssertError(HttpStatusCode.Forbidden, "users[1].oidc_subject");
        }

        var me = (await world.SendAsync("JWT of owner", "GET", "users/me")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal(AccessWorld.IdOf("owner").ToString(), me["id"]!.GetValue<string>());
        if (allowed)
        {
            // The first setting is written down as a change is.
            Guid[] changed = user is "new" or "auditor" ? [other, id] : [other];
            Assert.Equal($"sign_in.change [{string.Join(',', changed.Select(one => $"\"{one}\""))}]", await LatestAuditAsync());
        }
    }

    [Theory]
    [InlineData("role")]
    [InlineData("organization role")]
    [InlineData("list")]
    [InlineData("token")]
    public async Task A_collector_sets_no_sign_in_of_a_user_who_has_anything(string what)
    {
        var id = Guid.NewGuid();
        (await SendAsync(Collector, User(id, subject: null))).AssertAccepted(1);
        (await GiveAsync(id, what)).AssertStatus(what == "token" ? HttpStatusCode.Created : HttpStatusCode.OK);
        var subject = $"oid-{Guid.NewGuid()}";
        (await SendAsync(Collector, User(id, subject))).AssertError(HttpStatusCode.Forbidden, "users[0].oidc_subject");
        var answer = await world.SendWithAsync(world.Issuer.Token(subject, world.App.Clock.GetUtcNow()), "GET", "users/me");
        Assert.Equal(Guid.Empty.ToString(), answer.AssertStatus(HttpStatusCode.OK).Body["id"]!.GetValue<string>());
        (await SendAsync("owner", User(id, subject))).AssertAccepted(1);
        Assert.Equal($"sign_in.change [\"{id}\"]", await LatestAuditAsync());
    }

    [Theory]
    [InlineData("role")]
    [InlineData("organization role")]
    [InlineData("list")]
    public async Task Who_gives_something_to_a_user_whose_sign_in_a_collector_set_is_told_so_until_an_owner_confirms_it(string what)
    {
        var (id, subject) = (Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        (await SendAsync(Collector, User(id, subject))).AssertAccepted(1);
        var answer = (await GiveAsync(id, what)).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Contains($"{id} was set by a collector", Assert.Single(answer["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        var entry = (await world.SendAsync("owner", "GET", "audit?limit=1")).Body["audit_logs"]![0]!;
        Assert.Equal(answer["warnings"]!.ToJsonString(), entry["change"]!["warnings"]!.ToJsonString());

        (await SendAsync(Collector, User(id, subject))).AssertAccepted(1);
        Assert.NotNull((await GiveAsync(id, what)).Body["warnings"]);
        (await SendAsync("owner", User(id, subject))).AssertAccepted(1);
        Assert.Null((await GiveAsync(id, what)).AssertStatus(HttpStatusCode.OK).Body["warnings"]);
        (await SendAsync(Collector, User(id, subject))).AssertAccepted(1);
        Assert.Null((await GiveAsync(id, what)).Body["warnings"]);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData(Collector)]
    public async Task Two_users_do_not_get_one_sign_in_in_one_request(string caller)
    {
        var (first, second, subject) = (Guid.NewGuid(), Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        (await SendAsync(caller, User(first, subject), User(Guid.NewGuid(), null), User(second, subject)))
            .AssertError(HttpStatusCode.BadRequest, "users[0].oidc_subject", "users[2].oidc_subject");

        // Nothing was stored: the sign-in is nobody's.
        Assert.Equal(Guid.Empty.ToString(), (await MeAsync(subject))["id"]!.GetValue<string>());

        // Of one that is deleted, and of one that comes twice, it is one user's.
        (await SendAsync(caller, User(first, subject, deleted: true), User(second, subject), User(second, subject))).AssertAccepted(3);
        Assert.Equal(second.ToString(), (await MeAsync(subject))["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("owner")]
    [InlineData(Collector)]
    public async Task A_deleted_user_does_not_come_back_with_a_sign_in_that_another_one_has_since(string caller)
    {
        var (first, second, subject) = (Guid.NewGuid(), Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        (await SendAsync(Collector, User(first, subject), User(first, null, deleted: true), User(second, subject))).AssertAccepted(3);
        (await SendAsync(caller, User(first, null, deleted: false))).AssertError(HttpStatusCode.BadRequest, "users[0].deleted");
        (await SendAsync(caller, User(first, subject, deleted: false))).AssertError(HttpStatusCode.BadRequest, "users[0].deleted");
        Assert.Equal(second.ToString(), (await MeAsync(subject))["id"]!.GetValue<string>());

        (await SendAsync(caller, User(second, null, deleted: true), User(first, null, deleted: false))).AssertAccepted(2);
        Assert.Equal(first.ToString(), (await MeAsync(subject))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_owner_gives_a_sign_in_from_one_user_to_another_in_one_request()
    {
        var (first, second, subject) = (Guid.NewGuid(), Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        (await SendAsync("owner", User(first, subject), User(second, null))).AssertAccepted(2);
        (await SendAsync("owner", User(second, subject))).AssertError(HttpStatusCode.BadRequest, "users[0].oidc_subject");
        (await SendAsync("owner", User(second, subject), User(first, ""))).AssertAccepted(2);
        Assert.Equal(second.ToString(), (await MeAsync(subject))["id"]!.GetValue<string>());
    }

    private static JsonObject User(Guid id, string? subject, bool? deleted = null) =>
        new() { ["id"] = id, ["username"] = $"user-{id:N}", ["oidc_subject"] = subject, ["deleted"] = deleted };

    private Task<ApiAnswer> SendAsync(string caller, params JsonNode[] users) =>
        world.SendAsync(caller, "POST", "ingest/catalog", new JsonObject { ["users"] = new JsonArray(users) });

    private async Task<JsonNode> MeAsync(string subject) =>
        (await world.SendWithAsync(world.Issuer.Token(subject, world.App.Clock.GetUtcNow()), "GET", "users/me")).AssertStatus(HttpStatusCode.OK).Body;

    private async Task<string> LatestAuditAsync()
    {
        var entry = (await world.SendAsync("owner", "GET", "audit?limit=1")).Body["audit_logs"]![0]!;
        return $"{entry["action"]} {entry["change"]!.ToJsonString()}";
    }

    private Task<ApiAnswer> GiveAsync(Guid id, string what) => what switch
    {
        "role" => world.SendAsync("owner", "PUT", $"users/{id}/roles", JsonNode.Parse("""{"roles": ["auditor"]}""")),
        "organization role" => world.SendAsync(
            "owner", "PUT", $"users/{id}/roles", JsonNode.Parse($$$"""{"roles": [], "organization_roles": {"{{{AccessWorld.There}}}": ["organization-auditor"]}}""")),
        "list" => world.SendAsync("owner", "PATCH", $"templates/{AccessWorld.OtherTemplate}/acl", JsonNode.Parse($$$"""{"user_perms": {"{{{id}}}": "view_insights"}}""")),
        _ => world.SendWithAsync(InsightsApp.Token, "POST", "tokens", JsonNode.Parse($$"""{"name": "n", "scopes": ["read"], "user_id": "{{id}}"}""")),
    };
}
