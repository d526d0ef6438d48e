using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>
/// Everything that is stored, filled to each of its limits with the text that takes the most room as it is stored, and then suspended,
/// deleted, erased, taken away: what is full can always be changed.
/// </summary>
public sealed class FullRowTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    /// <summary>A character that takes six bytes in stored JSON.</summary>
    private const char Wide = '<';

    private static string Text(int length) => new(Wide, length);

    [Fact]
    public async Task A_user_with_everything_there_may_be_is_suspended_deleted_and_erased()
    {
        var (id, now) = (Guid.NewGuid(), CollectingApp.Now);
        JsonObject Full(string? status = null, DateTimeOffset? at = null, bool? deleted = null) => new()
        {
            ["id"] = id,
            ["username"] = Text(256),
            ["name"] = Text(256),
            ["oidc_subject"] = $"{id}{Text(220)}",
            ["avatar_url"] = Text(2048),
            ["organization_ids"] = new JsonArray([.. Enumerable.Range(0, 1000).Select(number => (JsonNode)new Guid(number, 0, 0, new byte[8]))]),
            ["status"] = status,
            ["status_changed_at"] = at,
            ["deleted"] = deleted,
            ["created_at"] = now.AddTicks(-1),
        };

        // More changes than are kept, each at an instant that takes the most digits.
        var first = Full("suspended", now.AddDays(-100).AddTicks(1));
        await PostAsync("users", first);
        foreach (var some in Enumerable.Range(0, User.MaxStatuses + 100).Chunk(700))
        {
            await PostAsync("users", [.. some.Select(number => (JsonNode)new JsonObject
            {
                ["id"] = id, ["username"] = Text(256), ["status"] = number % 2 == 0 ? "dormant" : "suspended", ["status_changed_at"] = now.AddDays(-90).AddMinutes(number).AddTicks(7),
            })]);
        }

        var signIn = world.Issuer.Token($"{id}{Text(220)}", world.App.Clock.GetUtcNow(), "Insights.Owner");
        var stored = await world.App.Services.GetRequiredService<CatalogTable>().FindUserAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(User.MaxStatuses, stored!.Statuses.Count);
        Assert.InRange(await LengthAsync(StorageNames.CatalogTable, StorageKeys.Users, StorageKeys.Id(id)), 150_000, EntityBytes.MaxItemLength / 2);

        await PostAsync("users", Full("active"));
        (await world.SendWithAsync(signIn, "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
        await PostAsync("users", Full("suspended"));
        (await world.SendWithAsync(signIn, "GET", "users/me")).AssertError(HttpStatusCode.Unauthorized);
        await PostAsync("users", Full("active"), Full(deleted: true));
        (await world.SendWithAsync(signIn, "GET", "users/me")).AssertError(HttpStatusCode.Unauthorized);
        (await world.SendAsync("bootstrap", "DELETE", $"users/{id}/insights")).AssertStatus(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("organizations")]
    [InlineData("groups")]
    [InlineData("templates")]
    [InlineData("template_versions")]
    [InlineData("builds")]
    public async Task An_item_with_everything_there_may_be_is_stored_and_replaced(string list)
    {
        var (route, item) = Full(list);
        await PostAsync(list, item, route);
        item = (JsonObject)item.DeepClone();
        item[list == "builds" ? "workspace_name" : list == "template_versions" ? "template_id" : "name"] = list == "template_versions" ? Guid.NewGuid() : "another";
        await PostAsync(list, item, route);
    }

    [Theory]
    [InlineData("template_versions", "parameters", "description", 16_384)]
    [InlineData("builds", "parameters", "value", 65_536)]
    public async Task An_item_that_is_too_large_as_it_is_stored_is_named_and_nothing_of_its_request_is_stored(string list, string field, string text, int length)
    {
        // Each field is within its limit, and the body too.
        var (route, item) = Full(list);
        var other = (JsonObject)item.DeepClone();
        var id = Guid.NewGuid();
        other["id"] = id;
        item[field] = new JsonArray([.. Enumerable.Range(0, 1 + (EntityBytes.MaxItemLength / 6 / length)).Select(number =>
            new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"p{number}"), [text] = Text(length) })]);
        var answer = await ApiAnswer.PostAsync(world.App, route, new JsonObject { [list] = new JsonArray(other, item) }.ToJsonString());
        answer.AssertError(HttpStatusCode.BadRequest, $"{list}[1]");
        Assert.Equal(0, await CountAsync(list == "builds" ? StorageNames.BuildsTable : StorageNames.CatalogTable, StorageKeys.Id(id)));
    }

    [Fact]
    public async Task Roles_lists_and_tokens_with_everything_there_may_be_are_stored_changed_and_taken_away()
    {
        Guid[] organizations = [.. Enumerable.Range(1, 1000).Select(number => new Guid(number, 0x0bb, 0, new byte[8]))];
        await PostAsync("organizations", [.. organizations.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["name"] = "o" })]);
        var roles = new JsonObject
        {
            ["roles"] = new JsonArray("owner", "template-admin", "auditor", "ingest"),
            ["organization_roles"] = new JsonObject([.. organizations.Select(id =>
                KeyValuePair.Create(id.ToString(), (JsonNode?)new JsonArray("organization-admin", "organization-template-admin", "organization-auditor")))]),
        };
        var path = $"users/{AccessWorld.IdOf("victim")}/roles";
        (await world.SendAsync("bootstrap", "PUT", path, roles)).AssertStatus(HttpStatusCode.OK);
        (await world.SendAsync("bootstrap", "PUT", path, JsonNode.Parse("""{"roles": []}"""))).AssertStatus(HttpStatusCode.OK);

        Guid[] users = [.. Enumerable.Range(1, TemplateAcl.MaxEntries).Select(number => new Guid(number, 0x0cc, 0, new byte[8]))];
        await PostAsync("users", [.. users.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["username"] = "u" })]);
        await PostAsync("organizations", [.. users.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["name"] = "o" })]);
        JsonObject List(string permission) => new()
        {
            ["user_perms"] = new JsonObject([.. users.Select(id => KeyValuePair.Create(id.ToString(), (JsonNode?)permission))]),
            ["group_perms"] = new JsonObject([.. users.Select(id => KeyValuePair.Create(id.ToString(), (JsonNode?)permission))]),
        };
        path = $"templates/{AccessWorld.OtherTemplate}/acl";
        (await world.SendAsync("bootstrap", "PATCH", path, List("view_insights"))).AssertStatus(HttpStatusCode.OK);
        var one = new JsonObject { ["user_perms"] = new JsonObject { [AccessWorld.IdOf("member").ToString()] = "admin" } };
        (await world.SendAsync("bootstrap", "PATCH", path, one)).AssertError(HttpStatusCode.BadRequest);
        (await world.SendAsync("bootstrap", "PATCH", path, List(""))).AssertStatus(HttpStatusCode.OK);
        (await world.SendAsync("bootstrap", "PATCH", path, one)).AssertStatus(HttpStatusCode.OK);

        var token = (await world.SendAsync("bootstrap", "POST", "tokens", new JsonObject { ["name"] = Text(64), ["scopes"] = new JsonArray("read"), ["service"] = true }))
            .AssertStatus(HttpStatusCode.Created).Body["id"]!;
        (await world.SendAsync("bootstrap", "DELETE", $"tokens/{token}")).AssertStatus(HttpStatusCode.NoContent);
    }

    // Each to its limits; what is bounded as a whole to about that.
    private static (string Route, JsonObject Item) Full(string list) => list switch
    {
        "organizations" => ("catalog", new() { ["id"] = Guid.NewGuid(), ["name"] = Text(256), ["display_name"] = Text(256) }),
        "groups" => ("catalog", new()
        {
            ["id"] = Guid.NewGuid(),
            ["name"] = Text(256),
            ["display_name"] = Text(256),
            ["organization_id"] = Guid.NewGuid(),
            ["members"] = new JsonArray([.. Enumerable.Range(0, 20_000).Select(number => (JsonNode)new Guid(number, 0, 0, new byte[8]))]),
        }),
        "templates" => ("catalog", new()
        {
            ["id"] = Guid.NewGuid(),
            ["name"] = Text(256),
            ["display_name"] = Text(256),
            ["icon"] = Text(2048),
            ["organization_id"] = Guid.NewGuid(),
            ["created_at"] = CollectingApp.Now.AddTicks(-1),
        }),
        "template_versions" => ("catalog", new()
        {
            ["id"] = Guid.NewGuid(),
            ["template_id"] = Guid.NewGuid(),
            ["parameters"] = new JsonArray([.. Enumerable.Range(0, 7).Select(number => new JsonObject { ["name"] = $"p{number}", ["description"] = Text(16_384) })]),
        }),
        _ => ("workspace-builds", new()
        {
            ["id"] = Guid.NewGuid(),
            ["workspace_id"] = Guid.NewGuid(),
            ["workspace_name"] = Text(256),
            ["owner_id"] = Guid.NewGuid(),
            ["template_id"] = Guid.NewGuid(),
            ["template_version_id"] = Guid.NewGuid(),
            ["build_number"] = int.MaxValue,
            ["parameters"] = new JsonArray([.. Enumerable.Range(0, 2).Select(number => new JsonObject { ["name"] = $"p{number}", ["value"] = Text(64_000) })]),
            ["agents"] = new JsonArray(new JsonObject
            {
                ["id"] = Guid.NewGuid(),
                ["name"] = Text(256),
                ["apps"] = new JsonArray([.. Enumerable.Range(0, 40).Select(number =>
                    new JsonObject { ["slug"] = Text(250) + number.ToString(CultureInfo.InvariantCulture), ["display_name"] = Text(256), ["icon"] = Text(2048) })]),
            }),
        }),
    };

    private Task PostAsync(string list, params JsonNode[] items) => world.App.PostAsync("catalog", new JsonObject { [list] = new JsonArray(items) });

    private Task PostAsync(string list, JsonObject item, string route) => world.App.PostAsync(route, new JsonObject { [list] = new JsonArray(item) });

    private async Task<int> LengthAsync(string table, string partition, string row) => EntityBytes.Of((await world.App.Tables.GetTableClient(table)
        .GetEntityAsync<TableEntity>(partition, row, cancellationToken: TestContext.Current.CancellationToken)).Value).Length;

    private async Task<int> CountAsync(string table, string end)
    {
        var count = 0;
        await foreach (var row in world.App.Tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            count += row.RowKey.EndsWith(end, StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
