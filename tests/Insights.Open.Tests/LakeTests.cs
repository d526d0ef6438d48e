using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using DuckDB.NET.Data;
using Insights.Functions.Export;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>DuckDB, which is not ours, reads what was exported, and finds the figures of the API.</summary>
public sealed class LakeTests(StorageEmulator emulator)
{
    private const string Container = "lake";
    private static readonly DateTimeOffset Now = new(2026, 11, 18, 9, 45, 0, TimeSpan.Zero);
    private static readonly Guid OtherTemplate = new("70000000-0000-0000-0000-000000000002");
    private static readonly DateOnly First = new(2026, 11, 12);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_of_the_files_are_those_of_the_reports()
    {
        var (app, blobs) = await StartAsync();
        await using var _ = app;
        await ExportAsync(app);
        using var lake = await DownloadAsync(blobs);

        const string Period = "start_time=2026-11-12T00:00:00Z&end_time=2026-11-14T00:00:00Z";
        var report = (await app.GetAsync($"/api/v2/insights/templates?{Period}"))["report"]!;
        Assert.Equal(
            [(long)report["active_users"]!],
            Query(lake, "SELECT count(DISTINCT user_id) FROM usage WHERE kind = 'usage'", row => row.GetInt64(0)));
        Assert.Equal(
            report["apps_usage"]!.AsArray().Where(app => (long)app!["seconds"]! > 0).Select(app => ((string)app!["slug"]!, (long)app["seconds"]!)).Order(),
            Query(
                lake,
                DocumentedFor(lake),
                row => (row.GetString(0), (long)(BigInteger)row.GetValue(1))).Order());
        Assert.Equal(
            (await app.GetAsync($"/api/v2/insights/user-activity?{Period}"))["report"]!["users"]!.AsArray().Select(user => ((string)user!["user_id"]!, (long)user["seconds"]!)),
            Query(
                lake,
                """
                SELECT user_id, CAST(60 * sum(least(minutes, 30)) AS BIGINT)
                FROM (SELECT user_id, start_time, sum(minutes) AS minutes FROM usage WHERE kind = 'usage' GROUP BY ALL) GROUP BY user_id ORDER BY user_id
                """,
                row => (row.GetString(0), row.GetInt64(1))));
        Assert.Equal(
            (await app.GetAsync("/api/v2/insights/overview?start_time=2026-11-12T00:00:00Z&end_time=2026-11-13T00:00:00Z"))["report"]!["templates"]!.AsArray()
                .Select(template => ((string)template!["template_id"]!, (int)template["active_users"]!, (long)template["seconds"]!)),
            Query(
                lake,
                "SELECT template_id, active_users, usage_seconds FROM daily WHERE date = '2026-11-12' ORDER BY template_id",
                row => (row.GetString(0), row.GetInt32(1), row.GetInt64(2))));
        Assert.Equal([50f], Query(lake, "SELECT DISTINCT latency_ms FROM usage WHERE kind = 'usage'", row => row.GetFloat(0)));
    }

    [Fact]
    public async Task A_day_is_written_once_and_again_when_something_came_late()
    {
        var (app, blobs) = await StartAsync();
        await using var _ = app;
        await ExportAsync(app);
        var before = await TagsAsync(blobs);
        Assert.Equal(
            [.. from folder in new[] { "daily", "usage" } from day in Enumerable.Range(0, 5) select $"{folder}/date={First.AddDays(day):yyyy-MM-dd}/{folder}.parquet"],
            before.Keys.Order(StringComparer.Ordinal));

        await ExportAsync(app);
        Assert.Equal(before, await TagsAsync(blobs));

        await app.PostAsync("agent-stats", Stats.Of(At(First, 15), user: 7));
        await SealAsync(app);
        await ExportAsync(app);
        var after = await TagsAsync(blobs);
        Assert.Equal(
            [$"daily/date={First:yyyy-MM-dd}/daily.parquet", $"usage/date={First:yyyy-MM-dd}/usage.parquet"],
            after.Where(blob => before[blob.Key] != blob.Value).Select(blob => blob.Key).Order(StringComparer.Ordinal));
        using var lake = await DownloadAsync(blobs);
        Assert.Equal([1L], Query(lake, $"SELECT count(*) FROM usage WHERE user_id = '{Stats.User(7)}' AND kind = 'usage'", row => row.GetInt64(0)));
    }

    [Fact]
    public async Task Who_is_erased_is_gone_from_every_file()
    {
        var (app, blobs) = await StartAsync();
        await using var _ = app;
        await ExportAsync(app);
        using var response = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
        var operation = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["id"];
        await InsightsApp.Eventually(async () => (string?)(await app.GetAsync($"/api/v2/operations/{operation}"))["status"] == "completed");
        await SealAsync(app);

        await ExportAsync(app);

        using var lake = await DownloadAsync(blobs);
        Assert.Equal([0L], Query(lake, $"SELECT count(*) FROM usage WHERE user_id = '{Stats.User(1)}'", row => row.GetInt64(0)));
        Assert.Equal([1], Query(lake, "SELECT DISTINCT active_users FROM daily WHERE date = '2026-11-12'", row => row.GetInt32(0)));
    }

    // Also where some organization is at another level, of which there is nothing in the files.
    [Theory]
    [InlineData("")]
    [InlineData("60000000-0000-0000-0000-000000000009=aggregated")]
    public async Task A_day_of_which_counts_stand_in_the_place_of_people_has_a_file_of_counts_and_its_figures_are_those_of_the_reports(string organizations)
    {
        var (app, blobs) = await StartAsync(personDays: 10, organizations);
        await using var _ = app;
        await PostCrowdAsync(app);

        // Hours before the first day is older than people are kept: who has not looked for longer writes everything anew.
        app.Clock.Set(At(First.AddDays(10), 23));
        await ExportAsync(app);
        using (var before = await DownloadAsync(blobs))
        {
            Assert.Equal([9L], Query(before, $"SELECT count(DISTINCT user_id) FROM usage WHERE date = '{First:yyyy-MM-dd}'", row => row.GetInt64(0)));
        }

        // By the clock the first day is older than people are kept: its file with people is replaced, before the night and after.
        app.Clock.Set(At(First.AddDays(11), 1));
        await ExportAsync(app);
        await AssertCountedAsync();
        var tags = await TagsAsync(blobs);
        await Maintenance.PurgeAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await ExportAsync(app);
        Assert.Equal(tags, await TagsAsync(blobs));
        await AssertCountedAsync();

        async Task AssertCountedAsync()
        {
            using var lake = await DownloadAsync(blobs);
            var day = $"date = '{First:yyyy-MM-dd}'";
            Assert.Equal([0L], Query(lake, $"SELECT count(user_id) FROM usage WHERE {day}", row => row.GetInt64(0)));
            Assert.Equal([0L], Query(lake, $"SELECT count(*) FROM usage WHERE {day} AND people % 5 <> 0", row => row.GetInt64(0)));
            Assert.Equal([1L], Query(lake, "SELECT count(DISTINCT user_id) FROM usage WHERE date = '2026-11-13'", row => row.GetInt64(0)));
            var period = $"start_time={First:yyyy-MM-dd}T00:00:00Z&end_time={First.AddDays(1):yyyy-MM-dd}T00:00:00Z";
            var report = (await app.GetAsync($"/api/v2/insights/templates?{period}"))["report"]!;
            var used = report["apps_usage"]!.AsArray().Where(app => (long)app!["seconds"]! > 0).Select(app => ((string)app!["slug"]!, (long)app["seconds"]!)).ToArray();
            Assert.NotEmpty(used);
            Assert.Equal(
                used,
                Query(
                    lake,
                    $"""
                    SELECT app, CAST(60 * sum(if(user_id IS NULL, minutes, least(minutes, 30))) AS BIGINT)
                    FROM (SELECT app, user_id, start_time, sum(minutes) AS minutes FROM usage WHERE kind IN ('builtin', 'app') AND {day} GROUP BY ALL) GROUP BY app
                    """,
                    row => (row.GetString(0), row.GetInt64(1))));
            Assert.Equal(
                (await app.GetAsync($"/api/v2/insights/overview?{period}"))["report"]!["templates"]!.AsArray()
                    .Select(template => ((string)template!["template_id"]!, (int)template["active_users"]!, (long)template["seconds"]!)),
                Query(lake, $"SELECT template_id, active_users, usage_seconds FROM daily WHERE {day}", row => (row.GetString(0), row.GetInt32(1), row.GetInt64(2))));
        }
    }

    [Fact]
    public async Task A_file_with_people_that_is_not_written_anew_at_once_is_deleted()
    {
        var (app, blobs) = await StartAsync(personDays: 10);
        await using var _ = app;
        await ExportAsync(app);
        app.Clock.Set(At(First.AddDays(11), 1));

        // Something came for the day: it is not written until that has been packed.
        await app.Services.GetRequiredService<UsageIndex>().NoteRewritingAsync(Stats.Template, First, Cancel);
        await ExportAsync(app);
        var names = (await TagsAsync(blobs)).Keys;
        Assert.DoesNotContain(names, name => name.Contains($"date={First:yyyy-MM-dd}", StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains($"date={First.AddDays(1):yyyy-MM-dd}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_that_is_kept_no_longer_has_no_file()
    {
        var (app, blobs) = await StartAsync();
        await using var _ = app;
        await ExportAsync(app);
        app.Clock.Set(new DateTimeOffset(First.AddDays(182), new TimeOnly(4, 0), TimeSpan.Zero));

        await ExportAsync(app);

        Assert.DoesNotContain(await TagsAsync(blobs), blob => blob.Key.Contains($"date={First:yyyy-MM-dd}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_exported_where_no_container_is_set()
    {
        var storage = emulator.NewAccount();
        await using var app = await InsightsApp.StartAsync(emulator, Now, storage);
        await app.PostAsync("agent-stats", Stats.Of(At(First, 10), user: 1));
        await ExportAsync(app);

        var containers = new List<string>();
        await foreach (var container in new BlobServiceClient(storage).GetBlobContainersAsync(cancellationToken: Cancel))
        {
            containers.Add(container.Name);
        }

        Assert.DoesNotContain(Container, containers);
    }

    private static DateTimeOffset At(DateOnly day, double hour) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddHours(hour);

    // Two templates, two users, of whom one uses both at the same time; two days, and others without usage.
    private async Task<(InsightsApp App, BlobContainerClient Blobs)> StartAsync(int personDays = 0, string organizations = "")
    {
        var storage = emulator.NewAccount();
        var app = await InsightsApp.StartAsync(emulator, Now, storage, new Dictionary<string, string?>
        {
            ["Insights:Export:Container"] = Container,
            ["Insights:Privacy:PersonDays"] = personDays.ToString(CultureInfo.InvariantCulture),
            ["Insights:Privacy:KnownDays"] = "0",
            ["Insights:Privacy:Organizations"] = organizations,
            ["Insights:Privacy:Key"] = "the key of the tests, which nobody knows",
        });
        foreach (var (day, hour, user, template) in new[]
        {
            (First, 10.0, 1, Stats.Template), (First, 10.1, 1, Stats.Template), (First, 10.1, 1, OtherTemplate), (First, 11.0, 2, Stats.Template),
            (First.AddDays(1), 9.0, 2, OtherTemplate), (First.AddDays(6), 9.0, 1, Stats.Template),
        })
        {
            await app.PostAsync("agent-stats", Stats.Of(At(day, hour), user, template));
        }

        await SealAsync(app);
        return (app, new BlobServiceClient(storage).GetBlobContainerClient(Container));
    }

    // Nine who use a template in one half-hour of the first day, as the catalog knows them.
    private static async Task PostCrowdAsync(InsightsApp app)
    {
        await app.PostAsync("catalog", new JsonObject
        {
            ["templates"] = new JsonArray([.. new[] { Stats.Template, OtherTemplate }.Select(template => new JsonObject { ["id"] = template, ["name"] = "of no organization" })]),
            ["users"] = new JsonArray([.. Enumerable.Range(1, 9).Select(user => new JsonObject { ["id"] = Stats.User(user), ["username"] = $"user{user}" })]),
        });
        foreach (var user in Enumerable.Range(1, 9))
        {
            await app.PostAsync("agent-stats", Stats.Of(At(First, 15), user));
        }

        await SealAsync(app);
    }

    private static async Task SealAsync(InsightsApp app)
    {
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromHours(2));
        await InsightsApp.Eventually(async () =>
        {
            await Maintenance.FoldAsync(app);
            return !(await app.Services.GetRequiredService<UsageIndex>().GetLooseKeysAsync(Cancel)).Any(partition => partition.Day < First.AddDays(5));
        });

        // So long that nobody doubts that the changes were before what comes now.
        app.Clock.Advance(TimeSpan.FromMinutes(20));
    }

    // The query of the document, over the files that were downloaded.
    private static string DocumentedFor(ScratchFolder lake) =>
        Assert.Single(DocumentedBlock.RunBy(nameof(LakeTests))).Text.Replace("'usage/", $"'{lake.Path}/usage/", StringComparison.Ordinal);

    private static Task ExportAsync(InsightsApp app) => ActivatorUtilities.CreateInstance<ExportFunction>(app.Services).ExportUsage(new TimerInfo(), Cancel);

    private static async Task<SortedDictionary<string, string>> TagsAsync(BlobContainerClient blobs)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in blobs.GetBlobsAsync(cancellationToken: Cancel))
        {
            if (blob.Name.EndsWith(".parquet", StringComparison.Ordinal))
            {
                tags.Add(blob.Name, blob.Properties.ETag.ToString()!);
            }
        }

        return tags;
    }

    private static async Task<ScratchFolder> DownloadAsync(BlobContainerClient blobs)
    {
        var folder = new ScratchFolder();
        foreach (var name in (await TagsAsync(blobs)).Keys)
        {
            var path = Path.Combine(folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await blobs.GetBlobClient(name).DownloadToAsync(path, Cancel);
        }

        return folder;
    }

    private static List<T> Query<T>(ScratchFolder lake, string sql, Func<System.Data.Common.DbDataReader, T> read)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var table in new[] { "usage", "daily" })
        {
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"CREATE VIEW {table} AS SELECT * FROM read_parquet('{lake.Path}/{table}/*/*.parquet', hive_partitioning = true, union_by_name = true)");
            command.ExecuteNonQuery();
        }

        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
