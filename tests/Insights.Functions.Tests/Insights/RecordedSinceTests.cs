using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Insights;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Answers say since when there is usage: before that nothing is known, which is not the same as nothing happened.</summary>
public sealed class RecordedSinceTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-01T00:00:00Z&end_time=2026-11-05T00:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
    private static readonly Guid Other = new("70000000-0000-0000-0000-000000000002");

    private static readonly string[] Reports =
    [
        $"insights/templates?{Period}", $"insights/user-activity?{Period}", $"insights/user-latency?{Period}", $"insights/overview?{Period}",
        $"insights/export?{Period}", "insights/daus",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_report_says_since_when_there_is_usage_of_what_is_asked_for()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        Assert.All(await SinceAsync(app, Reports), since => Assert.Null(since));
        await PostAsync(app, Now.AddDays(-2), Stats.Template);
        await PostAsync(app, Now.AddDays(-1), Stats.Template);
        await PostAsync(app, Now.AddDays(-3), Other);

        Assert.All(await SinceAsync(app, Reports), since => Assert.Equal("2026-11-02T14:00:00Z", since));
        Assert.Equal("2026-11-03T14:00:00Z", await SinceAsync(app, $"templates/{Stats.Template}/daus"));
        Assert.Equal("2026-11-03T14:00:00Z", await SinceAsync(app, $"insights/templates?{Period}&template_ids={Stats.Template}"));
        Assert.Equal("2026-11-02T14:00:00Z", await SinceAsync(app, $"insights/templates?{Period}&template_ids={Stats.Template},{Other}"));
        Assert.Null(await SinceAsync(app, $"insights/templates?{Period}&template_ids={Guid.Empty}"));
    }

    [Fact]
    public async Task An_overview_says_it_of_each_template_and_Coders_reports_in_the_head_alone()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        Assert.Equal(["report"], (await app.GetAsync($"/api/v2/insights/overview?{Period}")).AsObject().Select(field => field.Key));
        await PostAsync(app, Now.AddDays(-2), Stats.Template);
        await PostAsync(app, Now.AddDays(-3), Other);

        var overview = await app.GetAsync($"/api/v2/insights/overview?{Period}");
        Assert.Equal("2026-11-02T14:00:00Z", overview["data_since"]!.GetValue<string>());
        Assert.Equal(
            [(Stats.Template, "2026-11-03T14:00:00Z"), (Other, "2026-11-02T14:00:00Z")],
            overview["report"]!["templates"]!.AsArray().Select(one => (one!["template_id"]!.GetValue<Guid>(), one["data_since"]!.GetValue<string>())));
        foreach (var report in (string[])["templates", "user-activity", "user-latency"])
        {
            Assert.Equal(["report"], (await app.GetAsync($"/api/v2/insights/{report}?{Period}")).AsObject().Select(field => field.Key));
        }
    }

    [Fact]
    public async Task What_comes_late_and_is_older_counts_on_every_instance()
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, Now, storage);
        await using var there = await InsightsApp.StartAsync(emulator, Now, storage, CollectingApp.Without());
        await PostAsync(here, Now.AddDays(-1), Stats.Template);
        Assert.Equal("2026-11-04T14:00:00Z", await SinceAsync(there, Reports[0]));
        await PostAsync(here, Now.AddDays(-30), Stats.Template);
        Assert.Equal("2026-10-06T14:00:00Z", await SinceAsync(here, Reports[0]));
        there.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2026-10-06T14:00:00Z", await SinceAsync(there, Reports[0]));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_as_good_as_purged_and_a_purge_changes_nothing_of_it()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await PostAsync(app, Now.AddDays(-100), Stats.Template);
        await PostAsync(app, Now, Stats.Template);
        app.Clock.Set(Now.AddDays(100));
        Assert.Equal("2026-08-17T00:00:00Z", await SinceAsync(app, "insights/daus"));
        await Maintenance.PurgeAsync(app);
        Assert.Equal("2026-08-17T00:00:00Z", await SinceAsync(app, "insights/daus"));

        // When nothing at all is left it was still being recorded.
        app.Clock.Set(Now.AddDays(300));
        await Maintenance.PurgeAsync(app);
        Assert.Equal("2027-03-05T00:00:00Z", await SinceAsync(app, "insights/daus"));
    }

    [Fact]
    public async Task Erasing_the_one_who_was_first_does_not_change_since_when_it_is_recorded()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await PostAsync(app, Now.AddDays(-2), Stats.Template);
        using var erased = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        await Maintenance.DrainAsync(app, StorageNames.EraseQueue);
        Assert.Equal("2026-11-03T14:00:00Z", await SinceAsync(app, Reports[0]));
    }

    [Fact]
    public async Task What_an_earlier_release_stored_begins_with_the_day_of_its_first_row()
    {
        var storage = emulator.NewAccount();
        await using (var before = await InsightsApp.StartAsync(emulator, Now, storage))
        {
            await PostAsync(before, Now.AddDays(-2), Stats.Template);
            await before.PostAsync("workspace-builds", Build(Other));
            var index = before.Tables.GetTableClient(StorageNames.IndexTable);
            await foreach (var row in index.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Starts, cancellationToken: Cancel))
            {
                await index.DeleteEntityAsync(row, cancellationToken: Cancel);
            }
        }

        await using var app = await InsightsApp.StartAsync(emulator, Now, storage);
        Assert.Equal("2026-11-03T00:00:00Z", await SinceAsync(app, Reports[0]));
        Assert.Null(await SinceAsync(app, $"insights/templates?{Period}&template_ids={Other}"));

        // An event of today finds what was there before it.
        await PostAsync(app, Now, Stats.Template);
        await PostAsync(app, Now, Other);
        Assert.Equal("2026-11-03T00:00:00Z", await SinceAsync(app, Reports[0]));
        Assert.Equal("2026-11-05T14:00:00Z", await SinceAsync(app, $"insights/templates?{Period}&template_ids={Other}"));
    }

    [Fact]
    public async Task Instances_that_write_at_once_agree_on_the_earliest_and_the_others_are_forgotten_by_night()
    {
        var storage = emulator.NewAccount();
        await using var one = await InsightsApp.StartAsync(emulator, Now, storage, CollectingApp.Without("PurgeTemplate"));
        await using var two = await InsightsApp.StartAsync(emulator, Now, storage, CollectingApp.Without());
        var (here, there) = (one.Services.GetRequiredService<UsageStarts>(), two.Services.GetRequiredService<UsageStarts>());
        await one.Services.GetRequiredService<UsageIndex>().AddTemplatesAsync([Stats.Template], Cancel);
        await Task.WhenAll(Enumerable.Range(0, 40).Reverse().Select(halfHour =>
            (halfHour % 2 == 0 ? here : there).AddAsync([(Stats.Template, new HalfHour(990_000 + halfHour))], Cancel)));
        Assert.Equal(new HalfHour(990_000), (await here.GetAsync(Cancel))[Stats.Template]);

        await Maintenance.PurgeAsync(one);
        var rows = one.Tables.GetTableClient(StorageNames.IndexTable).QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Starts, cancellationToken: Cancel);
        Assert.Equal(StorageKeys.Start(Stats.Template, new HalfHour(990_000)), Assert.Single(await rows.ToArrayAsync(Cancel)).RowKey);
    }

    [Fact]
    public async Task A_start_is_written_once_and_read_every_ten_seconds_at_most()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now, settings: CollectingApp.Without());
        var starts = app.Services.GetRequiredService<UsageStarts>();
        await starts.AddAsync([(Stats.Template, HalfHour.Of(Now))], Cancel);
        using var calls = new StorageCalls(app.Account);
        for (var hours = 0; hours < 100; hours++)
        {
            await starts.AddAsync([(Stats.Template, HalfHour.Of(Now.AddHours(hours)))], Cancel);
        }

        Assert.Equal(0, calls.Total);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => starts.GetAsync(Cancel)));

        // The starts, and the templates of which there might be none.
        Assert.InRange(calls.Total, 1, 2);
    }

    private static async Task<string?[]> SinceAsync(InsightsApp app, IEnumerable<string> paths) =>
        await Task.WhenAll(paths.Select(path => SinceAsync(app, path)));

    private static async Task<string?> SinceAsync(InsightsApp app, string path)
    {
        var answer = (await ApiAnswer.GetAsync(app, $"/api/v2/{path}")).AssertStatus(HttpStatusCode.OK);
        return answer.Headers.TryGetValues(RecordedSince.HeaderName, out var since) ? Assert.Single(since) : null;
    }

    private static async Task PostAsync(InsightsApp app, DateTimeOffset at, Guid template)
    {
        await app.PostAsync("agent-stats", Stats.Of(at, user: 1, template));
        await app.DrainAsync();
    }

    private static JsonObject Build(Guid template) => new()
    {
        ["builds"] = new JsonArray(new JsonObject
        {
            ["id"] = Guid.NewGuid(),
            ["workspace_id"] = Guid.NewGuid(),
            ["owner_id"] = Stats.User(1),
            ["template_id"] = template,
            ["template_version_id"] = Guid.NewGuid(),
            ["build_number"] = 1,
        }),
    };
}
