using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Who may send the catalog cannot sign in as somebody with it.</summary>
public sealed class SubjectCheckTests(AccessWorld world) : IClassFixture<AccessWorld>
{
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
        var item = new JsonObject { ["id"] = id, ["username"] = user, ["oidc_subject"] = subject };
        var other = new JsonObject { ["id"] = Guid.NewGuid(), ["username"] = "somebody", ["oidc_subject"] = "oid-" + Guid.NewGuid() };
        var answer = await world.SendAsync(caller, "POST", "ingest/catalog", new JsonObject { ["users"] = new JsonArray(other, item) });
        if (allowed)
        {
            answer.AssertAccepted(2);
        }
        else
        {
            answer.AssertError(HttpStatusCode.Forbidden, "users[1].oidc_subject");
        }

        var me = (await world.SendAsync("JWT of owner", "GET", "users/me")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal("owner", me["username"]!.GetValue<string>());
        if (caller == "owner")
        {
            var entry = (await world.SendAsync("owner", "GET", "audit?limit=1")).Body["audit_logs"]![0]!;
            Assert.Equal($"sign_in.change [\"{id}\"]", $"{entry["action"]} {entry["change"]!.ToJsonString()}");
        }
    }
}
