using System.Text.Json.Nodes;
using Insights.Functions.Aggregation;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>
/// Every report over usage that came as counts gives what sums of the counts give: as Coder's own queries over
/// <c>template_usage_stats</c>, to which minutes are numbers too.
/// </summary>
public sealed class CountedFiguresTests(StorageEmulator emulator)
{
    private const string Range = "start_time=2026-09-20T00:00:00Z&end_time=2026-09-22T00:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 9, 20);
    private static readonly string[] Families = ["vscode", "jetbrains", "reconnecting_pty", "ssh", "sftp"];
    private static readonly string[] Apps = ["code", "8080", "Ünïcode"];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Figures_are_sums_of_counts(int seed, bool imported)
    {
        var rows = Rows(new Random(seed));
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray([.. Enumerable.Range(0, 3).Select(Build)]) });
        await (imported ? ImportAsync(app, rows) : PostAsync(app, rows));

        var expected = (Builtin: Json(rows, Families.Select(family => (family, Capped(rows, row => row.Sessions.GetValueOrDefault(family))))), Users: Users(rows));
        await InsightsApp.Eventually(async () => (await ReportAsync("user-activity"))["users"]!.AsArray().Count == expected.Users.Count);
        var templates = await ReportAsync("templates");
        Assert.Equal(rows.Select(row => row.User).Distinct().Count(), (int)templates["active_users"]!);
        Assert.Equal(expected.Builtin, templates["apps_usage"]!.AsArray().Take(5).Select(usage => ((string)usage!["slug"]!, (long)usage["seconds"]!)));
        Assert.Equal(
            Apps.Order(StringComparer.Ordinal).Where(name => name != "8080")
                .Select(name => (name, 60 * Capped(rows, row => row.Apps.GetValueOrDefault(name)), Runs(rows.Where(row => row.Apps.GetValueOrDefault(name) > 0)))),
            templates["apps_usage"]!.AsArray().Skip(5).Select(usage => ((string)usage!["slug"]!, (long)usage["seconds"]!, (int)usage["times_used"]!)));
        Assert.Equal(
            expected.Users.Select(user => (user, 60 * Capped(rows.Where(row => row.User == user), row => row.Minutes))),
            (await ReportAsync("user-activity"))["users"]!.AsArray().Select(user => ((Guid)user!["user_id"]!, (long)user["seconds"]!)));
        Assert.Equal(
            expected.Users.Select(user => (user, P(rows, user, 0.5), P(rows, user, 0.95))),
            (await ReportAsync("user-latency"))["users"]!.AsArray().Select(user =>
                ((Guid)user!["user_id"]!, Math.Round((double)user["latency_ms"]!["p50"]!, 3), Math.Round((double)user["latency_ms"]!["p95"]!, 3))));

        async Task<JsonNode> ReportAsync(string report) => (await app.GetAsync($"/api/v2/insights/{report}?{Range}"))["report"]!;
    }

    private static List<Row> Rows(Random random)
    {
        var rows = new List<Row>();
        foreach (var halfHour in Enumerable.Range(0, 30).Select(_ => random.Next(96)).Distinct())
        {
            foreach (var (template, user) in from template in Enumerable.Range(0, 3) from user in Enumerable.Range(1, 5) where random.Next(3) > 0 select (template, user))
            {
                // Columns as Coder has them: none longer than the bucket, together not shorter.
                var minutes = random.Next(1, 31);
                var sessions = Families.ToDictionary(family => family, _ => random.Next(3) == 0 ? random.Next(minutes + 1) : 0);
                var apps = Apps.Append(AppMinutes.Terminal).Where(_ => random.Next(3) == 0).ToDictionary(name => name, _ => random.Next(1, minutes + 1));
                var missing = minutes - sessions.Values.Sum() - apps.Values.Sum();
                sessions["ssh"] += Math.Clamp(missing, 0, minutes - sessions["ssh"]);
                var median = random.Next(4) == 0 ? (float?)null : random.Next(1, 2000) / 8f;
                rows.Add(new Row(
                    new Guid(template + 1, 0, 0, new byte[8]), new HalfHour(HalfHour.FirstOf(First).Number + halfHour), Stats.User(user), minutes, sessions, apps, median));
            }
        }

        return rows;
    }

    private static long Capped(IEnumerable<Row> rows, Func<Row, int> minutes) =>
        rows.GroupBy(row => (row.User, row.HalfHour)).Sum(one => (long)Math.Min(30, one.Sum(minutes)));

    private static int Runs(IEnumerable<Row> rows)
    {
        var used = rows.Select(row => (row.User, row.HalfHour.Number)).ToHashSet();
        return used.Count(one => !used.Contains((one.User, one.Number - 1)));
    }

    private static IEnumerable<(string Slug, long Seconds)> Json(List<Row> rows, IEnumerable<(string Family, long Minutes)> families) =>
        rows.Count == 0 ? [] : families.Select(family => (family.Family.Replace('_', '-'), 60 * family.Minutes));

    private static List<Guid> Users(List<Row> rows) => [.. rows.Select(row => row.User).Distinct().Order()];

    private static double P(List<Row> rows, Guid user, double fraction)
    {
        var medians = rows.Where(row => row.User == user && row.Median is not null).Select(row => (double)row.Median!.Value).ToList();
        return medians.Count == 0 ? -1 : Math.Round(Percentile.Continuous(medians, fraction), 3);
    }

    private static JsonObject Build(int template) => new()
    {
        ["id"] = Stats.User(100 + template),
        ["workspace_id"] = Stats.User(200 + template),
        ["owner_id"] = Stats.User(1),
        ["template_id"] = new Guid(template + 1, 0, 0, new byte[8]),
        ["template_version_id"] = Stats.User(9),
        ["build_number"] = 1,
        ["created_at"] = "2026-09-01T00:00:00Z",
        ["agents"] = new JsonArray(new JsonObject
        {
            ["id"] = Stats.User(300),
            ["apps"] = new JsonArray([.. Apps.Where(name => name != "8080").Select(name => new JsonObject { ["slug"] = name })]),
        }),
    };

    private static async Task ImportAsync(InsightsApp app, List<Row> rows)
    {
        var importer = app.Services.GetRequiredService<UsageImporter>();
        foreach (var day in rows.GroupBy(row => row.HalfHour.Day))
        {
            await importer.ImportAsync(day.Key, day.Select(row => row.Bucket()).ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        }
    }

    private static async Task PostAsync(InsightsApp app, List<Row> rows)
    {
        foreach (var part in rows.Chunk(40))
        {
            await app.PostAsync("usage-buckets", new JsonObject { ["buckets"] = new JsonArray([.. part.Select(row => row.Json())]) });
        }

        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await Maintenance.FoldAsync(app);
        app.Clock.Advance(TimeSpan.FromHours(-1));
    }

    private sealed record Row(
        Guid Template, HalfHour HalfHour, Guid User, int Minutes, Dictionary<string, int> Sessions, Dictionary<string, int> Apps, float? Median)
    {
        public CountedBucket Bucket() =>
            CountedBucket.TryCreate(Template, HalfHour, User, Minutes, Sessions, Apps, Median, out var bucket, out var problem)
                ? bucket
                : throw new InvalidOperationException(problem);

        public JsonObject Json() => new()
        {
            ["start_time"] = HalfHour.Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["template_id"] = Template,
            ["user_id"] = User,
            ["usage_mins"] = Minutes,
            ["session_app_mins"] = new JsonObject(Sessions.Select(app => KeyValuePair.Create(app.Key, (JsonNode?)app.Value))),
            ["app_usage_mins"] = new JsonObject(Apps.Select(app => KeyValuePair.Create(app.Key, (JsonNode?)app.Value))),
            ["median_latency_ms"] = Median,
        };
    }
}
