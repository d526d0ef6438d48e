using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Of months whose usage is purged the figures stay, as they were, if a setting says so.</summary>
public sealed class KeptMonthsTests(StorageEmulator emulator)
{
    private const string September = "start_time=2026-09-01T00:00:00Z&end_time=2026-10-01T00:00:00Z";
    private const string ToNow = "start_time=2026-09-01T00:00:00Z&end_time=2026-11-03T00:00:00Z";

    private static readonly Guid Organization = new("60000000-0000-0000-0000-000000000001");
    private static readonly Guid Group = new("6a000000-0000-0000-0000-000000000001");
    private static readonly Guid Lonely = new("70000000-0000-0000-0000-000000000002");

    // Usage of 40 days is taken: of August only the last nine, so that September is the first month that can be kept.
    private static readonly DateTimeOffset Begin = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Open = new(2026, 11, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Over = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = new(2026, 11, 12, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_has_the_figures_that_it_had_and_its_usage_is_gone()
    {
        await using var app = await StartAsync(keepMonths: "3");
        var before = await Task.WhenAll(Scopes.Select(scope => SlotsAsync(app, ToNow + scope)));
        Assert.All(before, slots => Assert.False(slots[0]!["kept"]!.GetValue<bool>()));

        // On the last day on which anything may still come to September nothing is kept, and nothing purged.
        app.Clock.Set(Open);
        await Maintenance.PurgeAsync(app);
        Assert.Empty(await MonthsAsync(app));
        Assert.Contains(await DaysAsync(app), day => day.Month == 9);

        // On the next its figures are, while its usage is still there for a moment.
        app.Clock.Set(Over);
        await Maintenance.PurgeAsync(app);
        Assert.NotEmpty(await MonthsAsync(app));
        Assert.False(Assert.Single(await SlotsAsync(app, September))!["kept"]!.GetValue<bool>());

        app.Clock.Set(Later);
        await Maintenance.PurgeAsync(app);
        Assert.All(await DaysAsync(app), day => Assert.True(day.Month >= 10));
        for (var scope = 0; scope < Scopes.Length; scope++)
        {
            AssertKept(before[scope][0]!, (await SlotsAsync(app, ToNow + Scopes[scope]))[0]!);
        }

        // What was of fewer than the floor is not there: the template of one user, whether asked for or among others.
        Assert.Empty(await SlotsAsync(app, $"{September}&template_ids={Lonely}"));
        Assert.Equal([Stats.Template], (await SlotsAsync(app, September))[0]!["templates"]!.AsArray().Select(template => template!["template_id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task Kept_months_come_before_those_of_which_there_is_usage_and_are_left_out_where_they_cannot_be_told()
    {
        await using var app = await StartAsync(keepMonths: "3");
        await PurgeUntilAsync(app, Later);
        var slots = await SlotsAsync(app, ToNow);
        Assert.Equal([true, false, false], slots.Select(slot => slot!["kept"]!.GetValue<bool>()));
        Assert.Equal(["2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"], slots.Select(slot => slot!["start_time"]!.GetValue<string>()));

        foreach (var filter in new[] { $"user_ids={Stats.User(1)}", "apps=vscode", "include_system=true", $"group_ids={Group}&template_ids={Stats.Template}", $"template_ids={Stats.Template},{Lonely}" })
        {
            var report = (await app.GetAsync($"/api/v2/insights/trends?{ToNow}&interval=month&{filter}"))["report"]!;
            Assert.True(report["kept_left_out"]!.GetValue<bool>());
            Assert.All(report["slots"]!.AsArray(), slot => Assert.False(slot!["kept"]!.GetValue<bool>()));
        }

        // Who was active in a quarter of which months are kept is not known: the same people or others.
        var quarter = (await app.GetAsync($"/api/v2/insights/trends?{September}&interval=quarter"))["report"]!["slots"]![0]!;
        Assert.True(quarter["kept"]!.GetValue<bool>() && quarter["active_users"] is null);
        Assert.Equal(slots[0]!["daily_active_users"]!.GetValue<double>(), quarter["daily_active_users"]!.GetValue<double>());
        Assert.Equal(slots[0]!["active_users"]!.GetValue<int>(), quarter["monthly_active_users"]!.GetValue<double>());
    }

    [Fact]
    public async Task Keeping_again_writes_the_same_and_nobody_is_in_what_is_kept()
    {
        await using var app = await StartAsync(keepMonths: "3");
        app.Clock.Set(Begin);
        await Maintenance.PurgeAsync(app);
        app.Clock.Set(Over);
        await Maintenance.PurgeAsync(app);
        var before = await MonthsAsync(app);
        var months = app.Services.GetRequiredService<MonthTable>();
        Assert.Equal(new DateOnly(2026, 10, 1), await months.GetDoneBeforeAsync(Cancel));

        // As after a crash between the figures and the note of them.
        await months.SetDoneBeforeAsync(new DateOnly(2026, 9, 1), Cancel);
        await app.Services.GetRequiredService<MonthKeeper>().KeepAsync(Cancel);
        Assert.Equal(before, await MonthsAsync(app));
        Assert.All(before, row => Assert.All(Enumerable.Range(1, 8), user => Assert.DoesNotContain(Stats.User(user).ToString(), row.Text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Months_are_deleted_in_their_time_and_without_the_setting_there_are_none()
    {
        await using var app = await StartAsync(keepMonths: "1");
        await PurgeUntilAsync(app, Later);
        Assert.Empty(await SlotsAsync(app, September));
        Assert.Empty(await MonthsAsync(app));

        await using var without = await StartAsync(keepMonths: "0");
        await PurgeUntilAsync(without, Later);
        Assert.Empty(await MonthsAsync(without));
        Assert.DoesNotContain(await DaysAsync(without), day => day < new DateOnly(2026, 10, 3));
        Assert.Null(await without.Services.GetRequiredService<MonthTable>().GetDoneBeforeAsync(Cancel));
    }

    [Fact]
    public void Usage_is_purged_by_whole_months_when_months_are_kept()
    {
        Assert.Equal(new DateOnly(2026, 9, 30), new UsageOptions { RetentionDays = 40 }.FirstDay(Open));
        var keeping = new UsageOptions { RetentionDays = 40, KeepMonths = 1 };
        Assert.Equal(new DateOnly(2026, 9, 1), keeping.FirstDay(Open));
        Assert.Equal(new DateOnly(2026, 9, 1), keeping.FirstOpenMonth(Open));
        Assert.Equal(new DateOnly(2026, 10, 1), keeping.FirstOpenMonth(Over));
        Assert.Equal(new DateOnly(2026, 9, 1), keeping.FirstDay(Over.AddDays(1)));
        Assert.Equal(new DateOnly(2026, 10, 1), keeping.FirstDay(Later));
        Assert.Equal(new DateOnly(2026, 10, 1), keeping.FirstWholeMonth(Over));
        Assert.Equal(new DateOnly(2026, 11, 1), keeping.FirstWholeMonth(Later));
    }

    private static string[] Scopes => ["", $"&template_ids={Stats.Template}", $"&organization_id={Organization}", $"&group_ids={Group}"];

    // All that is of nobody, or of few, is left out; the rest is as it was.
    private static void AssertKept(JsonNode before, JsonNode kept)
    {
        foreach (var name in new[] { "start_time", "end_time", "active_users", "daily_active_users", "weekly_active_users", "monthly_active_users", "stickiness", "seconds", "apps" })
        {
            Assert.Equal(before[name]?.ToJsonString(), kept[name]?.ToJsonString());
        }

        Assert.True(kept["kept"]!.GetValue<bool>());
        Assert.NotNull(kept["weekly_active_users"]);
    }

    private async Task<InsightsApp> StartAsync(string keepMonths)
    {
        var app = await InsightsApp.StartAsync(emulator, Begin, settings: new Dictionary<string, string?>
        {
            ["Insights:Usage:RetentionDays"] = "40",
            ["Insights:Usage:KeepMonths"] = keepMonths,
            ["Insights:Usage:KeepFloor"] = "2",
        });
        await Maintenance.PurgeAsync(app);
        await app.PostAsync("catalog", new JsonObject
        {
            ["organizations"] = new JsonArray(new JsonObject { ["id"] = Organization, ["name"] = "here" }),
            ["groups"] = new JsonArray(new JsonObject { ["id"] = Group, ["name"] = "some", ["members"] = new JsonArray(Stats.User(1), Stats.User(2), Stats.User(3)) }),
            ["templates"] = new JsonArray(new JsonObject { ["id"] = Stats.Template, ["name"] = "one", ["organization_id"] = Organization }),
        });
        var random = new Random(1);
        foreach (var (from, at) in new[] { (new DateTimeOffset(2026, 8, 27, 9, 0, 0, TimeSpan.Zero), Begin), (Begin.AddHours(-3), Now) })
        {
            app.Clock.Set(at);
            var stats = new JsonArray();
            for (var day = from; day < at.AddHours(-4); day = day.AddDays(1))
            {
                foreach (var user in Enumerable.Range(1, 8).Where(_ => random.Next(3) == 0))
                {
                    Add(stats, day.AddMinutes(random.Next(300)), user, user == 8 ? Lonely : Stats.Template);
                }
            }

            await app.PostAsync("agent-stats", new JsonObject { ["stats"] = stats });
            await app.DrainAsync();
        }

        return app;

        static void Add(JsonArray stats, DateTimeOffset at, int user, Guid template) =>
            stats.Add(Stats.Of(at, user, template)["stats"]![0]!.DeepClone());
    }

    private static async Task PurgeUntilAsync(InsightsApp app, DateTimeOffset end)
    {
        for (var day = Now; day <= end; day = day.AddDays(1))
        {
            app.Clock.Set(day);
            await Maintenance.PurgeAsync(app);
        }
    }

    private static async Task<JsonArray> SlotsAsync(InsightsApp app, string query) =>
        (await app.GetAsync($"/api/v2/insights/trends?{query}&interval=month"))["report"]!["slots"]!.AsArray();

    private static async Task<IReadOnlyList<(string Scope, string Month, string Text)>> MonthsAsync(InsightsApp app)
    {
        var rows = new List<(string, string, string)>();
        await foreach (var row in app.Tables.GetTableClient(StorageNames.MonthsTable).QueryAsync<TableEntity>(row => row.PartitionKey != StorageKeys.MonthsDone, cancellationToken: Cancel))
        {
            rows.Add((row.PartitionKey, row.RowKey, System.Text.Encoding.UTF8.GetString(EntityBytes.Of(row))));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<DateOnly>> DaysAsync(InsightsApp app)
    {
        var days = new List<DateOnly>();
        await foreach (var (day, _) in app.Services.GetRequiredService<UsageTable>().ScanRowsAsync(Stats.Template, DateOnly.MinValue, DateOnly.MaxValue, Cancel))
        {
            days.Add(day);
        }

        return days;
    }
}
