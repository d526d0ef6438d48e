using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>A service whose usage is of three days that are over and sealed, with everything that a report may say of them.</summary>
internal static class SealedApp
{
    /// <summary>The period of the usage.</summary>
    public const string Period = "start_time=2026-11-08T00:00:00Z&end_time=2026-11-11T00:00:00Z";

    public static readonly Guid Other = new("70000000-0000-0000-0000-000000000002");
    public static readonly Guid Organization = new(9, 0, 0, new byte[8]);
    public static readonly Guid Group = new(8, 0, 0, new byte[8]);
    public static readonly Guid Version = new(7, 0, 0, new byte[8]);

    private static readonly DateTimeOffset First = new(2026, 11, 8, 9, 0, 0, TimeSpan.Zero);

    /// <summary>When the questions are asked.</summary>
    public static readonly DateTimeOffset Now = First.AddDays(12);

    /// <summary>Starts it.</summary>
    public static async Task<InsightsApp> StartAsync(StorageEmulator emulator, string? storage = null)
    {
        var app = await InsightsApp.StartAsync(emulator, First.AddDays(2).AddHours(1), storage);
        await app.PostAsync("catalog", new JsonObject
        {
            ["organizations"] = new JsonArray(new JsonObject { ["id"] = Organization, ["name"] = "ours" }),
            ["users"] = new JsonArray(User(1, "ann"), User(2, "ben"), User(3, "viewer")),
            ["groups"] = new JsonArray(new JsonObject { ["id"] = Group, ["name"] = "people", ["organization_id"] = Organization, ["members"] = new JsonArray(Stats.User(1)) }),
            ["templates"] = new JsonArray(Template(Stats.Template, "first"), Template(Other, "second")),
            ["template_versions"] = new JsonArray(Definition("Processors")),
        });
        await app.PostAsync("workspace-builds", Build("8", "Code"));
        for (var day = 0; day < 3; day++)
        {
            await app.PostAsync("agent-stats", Stats.Of(First.AddDays(day), user: 1));
            await app.PostAsync("agent-stats", Stats.Of(First.AddDays(day), user: 2, Other));
        }

        await SealAsync(app);
        return app;
    }

    /// <summary>Waits until all that came is in rows that are sealed; it is <see cref="Now"/> then.</summary>
    public static async Task SealAsync(InsightsApp app)
    {
        await app.DrainAsync();
        app.Clock.Set(Now.AddDays(1));

        // A pass that begins before the timer has noted that it asked for it leaves its partition to the timer's next run.
        await InsightsApp.Eventually(async () =>
        {
            await Maintenance.FoldAsync(app);
            return (await app.Services.GetRequiredService<UsageIndex>().GetLooseAsync(TestContext.Current.CancellationToken)).Count == 0;
        });
        app.Clock.Set(Now);
    }

    /// <summary>A late stat of a day that was sealed.</summary>
    public static Task PostLateAsync(InsightsApp app, int user) => app.PostAsync("agent-stats", Stats.Of(First.AddHours(3), user));

    public static JsonObject Catalog(string list, JsonNode item) => new() { [list] = new JsonArray(item) };

    public static JsonObject User(int number, string name) => new() { ["id"] = Stats.User(number), ["username"] = name, ["organization_ids"] = new JsonArray(Organization) };

    public static JsonObject Template(Guid id, string name) => new() { ["id"] = id, ["name"] = name, ["organization_id"] = Organization };

    public static JsonObject Definition(string displayName) => new()
    {
        ["id"] = Version,
        ["template_id"] = Stats.Template,
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "cpu", ["display_name"] = displayName, ["type"] = "number", ["default_value"] = "4" }),
    };

    /// <summary>Ann's build, with its parameter and its app; it replaces the one before.</summary>
    public static JsonObject Build(string cpu, string appName) => new()
    {
        ["builds"] = new JsonArray(new JsonObject
        {
            ["id"] = new Guid(6, 0, 0, new byte[8]),
            ["workspace_id"] = Stats.User(1),
            ["owner_id"] = Stats.User(1),
            ["template_id"] = Stats.Template,
            ["template_version_id"] = Version,
            ["build_number"] = 1,
            ["created_at"] = First.AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "cpu", ["value"] = cpu }),
            ["agents"] = new JsonArray(new JsonObject
            {
                ["id"] = Stats.User(1),
                ["name"] = "main",
                ["apps"] = new JsonArray(new JsonObject { ["slug"] = "code-server", ["display_name"] = appName }),
            }),
        }),
    };

    /// <summary>A token of the user who may view the first template alone.</summary>
    public static async Task<string> ViewerAsync(InsightsApp app)
    {
        var list = new JsonObject { ["user_perms"] = new JsonObject { [Stats.User(3).ToString()] = "view_insights" } };
        using var granted = await app.SendAsync(HttpMethod.Patch, $"/api/v2/templates/{Stats.Template}/acl", JsonContent.Create(list));
        using var made = await app.SendAsync(
            HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(new JsonObject { ["name"] = "own", ["scopes"] = new JsonArray("read"), ["user_id"] = Stats.User(3) }));
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!.GetValue<string>();
    }
}
