using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>A session in an app counts for the template that its workspace had then, where it names none.</summary>
public sealed class WorkspaceTemplateTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
    private static readonly Guid First = new("70000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = new("70000000-0000-0000-0000-000000000002");
    private static readonly Guid Workspace = new("33333333-0000-0000-0000-000000000001");

    [Fact]
    public async Task It_is_that_of_the_session_and_not_that_of_today()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("workspace-builds", Builds((3, Second), (1, First)));
        await app.PostAsync("app-stats", Sessions(user: 1, day: 2));
        await app.PostAsync("app-stats", Sessions(user: 2, day: 4));
        await app.PostAsync("app-stats", Sessions(user: 3, day: 1));
        await app.DrainAsync();
        Assert.Equal([Stats.User(1), Stats.User(3)], await UsersOfAsync(app, First));
        Assert.Equal([Stats.User(2)], await UsersOfAsync(app, Second));
    }

    [Fact]
    public async Task Before_the_first_build_that_is_known_it_is_that_one()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("workspace-builds", Builds((3, Second)));
        await app.PostAsync("app-stats", Sessions(user: 1, day: 1));
        await app.DrainAsync();
        Assert.Equal([Stats.User(1)], await UsersOfAsync(app, Second));
    }

    [Fact]
    public async Task What_an_earlier_release_stored_is_its_newest_build()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("workspace-builds", Builds((1, First)));
        var table = app.Tables.GetTableClient(StorageNames.WorkspacesTable);
        TableEntity row = await table.GetEntityAsync<TableEntity>(StorageKeys.Id(Workspace), "template", cancellationToken: TestContext.Current.CancellationToken);
        row.Remove("history");
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        await app.PostAsync("workspace-builds", Builds((3, Second)));
        await app.PostAsync("app-stats", Sessions(user: 1, day: 2));
        await app.DrainAsync();
        Assert.Equal([Stats.User(1)], await UsersOfAsync(app, First));
    }

    private static string Time(int day) => new DateTimeOffset(2026, 11, day, 9, 0, 0, TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture);

    private static JsonObject Builds(params (int Day, Guid Template)[] builds) => new()
    {
        ["builds"] = new JsonArray([.. builds.Select(build => new JsonObject
        {
            ["id"] = new Guid(build.Day, 7, 0, new byte[8]),
            ["workspace_id"] = Workspace,
            ["owner_id"] = Stats.User(1),
            ["template_id"] = build.Template,
            ["template_version_id"] = Guid.Empty,
            ["build_number"] = build.Day,
            ["created_at"] = Time(build.Day),
        })]),
    };

    private static JsonObject Sessions(int user, int day) => new()
    {
        ["stats"] = new JsonArray(new JsonObject
        {
            ["user_id"] = Stats.User(user),
            ["workspace_id"] = Workspace,
            ["access_method"] = "path",
            ["slug_or_port"] = "code",
            ["session_started_at"] = Time(day),
            ["session_ended_at"] = Time(day).Replace("09:00:00", "09:10:00", StringComparison.Ordinal),
        }),
    };

    private static async Task<Guid[]> UsersOfAsync(InsightsApp app, Guid template)
    {
        var report = await app.GetAsync(
            $"/api/v2/insights/user-activity?start_time=2026-11-01T00:00:00Z&end_time=2026-11-05T00:00:00Z&template_ids={template}");
        return [.. report["report"]!["users"]!.AsArray().Select(user => user!["user_id"]!.GetValue<Guid>()).Order()];
    }
}
