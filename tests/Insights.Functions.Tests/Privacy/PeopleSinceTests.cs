using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What reports say where people are kept for less long than usage, on both sides of the day from which on they are known.</summary>
public sealed class PeopleSinceTests(EdgeApps apps, StorageEmulator emulator) : IClassFixture<EdgeApps>
{
    private const string Both = PrivateApp.Period;
    private const string Counted = "start_time=2026-10-05T00:00:00Z&end_time=2026-10-06T00:00:00Z";
    private const string Known = "start_time=2026-10-06T00:00:00Z&end_time=2026-10-07T00:00:00Z";

    private static readonly string[] OfHowMany =
    [
        "templates?sections=report,interval_reports&interval=day&session_apps=both", "overview?sections=templates", "concurrency?sections=days,heat_map,half_hours", "connection?", "trends?interval=month",
        "dashboard?sections=report,interval_reports,figures,overview", "templates?apps=vscode",
        .. ((string[])["active-users", "app-usage", "concurrency", "concurrency-hours", "connection", "connection-templates", "session-apps", "trends"]).Select(section => $"export?section={section}"),
    ];

    private static readonly string[] OnPersons =
        ["adoption?", "support?names=true", "utilization?", "versions?", "parameters?interval=day", "people?behind=activity", $"users/{Stats.User(1)}?"];

    public static TheoryData<string> Levels { get; } = ["named", "pseudonymous"];

    [Fact]
    public void The_document_of_the_API_has_what_the_head_of_each_report_says()
    {
        string[] reports = [.. OfHowMany.Concat(OnPersons).Append("user-activity").Append("user-latency").Append("forecast").Append("daus").Select(path => path.Split('?')[0]).Select(path => path.StartsWith("users/", StringComparison.Ordinal) ? "users/{user}" : path).Distinct()];
        Assert.All(reports, report => Assert.Superset(
            new HashSet<string>(["Insights-Data-Since", "Insights-Privacy", "Insights-People-Since"]),
            DescribedApi.Document["paths"]![$"/api/v2/insights/{report}"]!["get"]!["responses"]!["200"]!["headers"]!.AsObject().Select(header => header.Key).ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Users_are_listed_with_what_they_did_on_the_days_of_which_they_are_known(string level)
    {
        var app = await apps.AtAsync(level);
        foreach (var (period, users, seconds) in new[] { (Both, PrivateApp.Many, 120), (Known, PrivateApp.Many, 120), (Counted, 0, 0) })
        {
            var activity = await EdgeApp.AskAsync(app, $"insights/user-activity?{period}&template_ids={Stats.Template}");
            Assert.Equal("2026-10-06", activity.PeopleSince);
            Assert.Equal(Enumerable.Repeat(seconds, users), activity.Json["report"]!["users"]!.AsArray().Select(user => (int)user!["seconds"]!));
            Assert.Equal(users, (await EdgeApp.AskAsync(app, $"insights/user-latency?{period}&template_ids={Stats.Template}")).Json["report"]!["users"]!.AsArray().Count);
            var screen = await EdgeApp.AskAsync(app, $"insights/dashboard?{period}&sections=users,figures&template_ids={Stats.Template}");
            Assert.Equal(activity.Ids, screen.Ids);
            var table = await EdgeApp.AskAsync(app, $"insights/export?{period}&section=user-activity&bom=false&template_ids={Stats.Template}");
            Assert.Equal(users, table.Text.Trim().Split('\n').Length - 1);
            Assert.All(activity.Ids, id => Assert.Contains(id, table.Text, StringComparison.Ordinal));
            Assert.Equal(level == "named" ? users : 0, activity.Ids.Intersect(Enumerable.Range(1, PrivateApp.Many).Select(user => Stats.User(user).ToString())).Count());
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task How_many_there_were_over_a_period_that_begins_before_is_counted_as_where_nobody_is_shown(string level)
    {
        var app = await apps.AtAsync(level);
        var aggregated = await apps.AtAsync("aggregated");
        foreach (var path in OfHowMany.SelectMany(path => new[] { $"insights/{path}&{Both}", $"insights/{path}&{Counted}" }))
        {
            var (answer, expected) = (await EdgeApp.AskAsync(app, path), await EdgeApp.AskAsync(aggregated, path));
            Assert.True(expected.Text == answer.Text, $"{path}\n{expected.Text}\n{answer.Text}");
            Assert.Equal(("aggregated; floor=5", "2026-10-06"), (answer.Privacy, answer.PeopleSince));
            Assert.Equal(("aggregated; floor=5", ""), (expected.Privacy, expected.PeopleSince));
        }

        // From that day on it is as ever.
        var overview = await EdgeApp.AskAsync(app, $"insights/overview?{Known}&sections=templates");
        Assert.Equal(PrivateApp.Many, (int)overview.Json["report"]!["active_users"]!);
        Assert.Equal(level == "named" ? "" : "pseudonymous; floor=5", overview.Privacy);
    }

    [Fact]
    public async Task Two_periods_in_one_answer_are_each_counted_or_not()
    {
        var app = await apps.AtAsync("named");
        const string Beside = "compare=2026-10-05T00:00:00Z/2026-10-06T00:00:00Z";
        var screen = await EdgeApp.AskAsync(app, $"insights/dashboard?{Known}&sections=users,figures,builds,unused&{Beside}&compare_sections=figures,builds&also=2026-10-05T00:00:00Z/2026-10-06T00:00:00Z");
        Assert.Equal("", screen.Privacy);
        Assert.Equal((PrivateApp.Many, PrivateApp.Many), (screen.Ids.Count, (int)screen.Json["figures"]!["active_users"]!));
        Assert.NotNull(screen.Json["builds"]);
        Assert.NotNull(screen.Json["unused_apps"]);
        Assert.Equal(0, (int)screen.Json["compared"]!["figures"]!["active_users"]! % 5);
        Assert.Equal(0, (int)screen.Json["also"]![0]!["active_users"]! % 5);
        Assert.NotEqual(0, (int)screen.Json["also"]![0]!["seconds"]!);
        Assert.Null(screen.Json["compared"]!["builds"]);
        foreach (var path in (string[])["insights/daus", $"templates/{Stats.Template}/daus"])
        {
            var days = (await EdgeApp.AskAsync(app, path)).Json["entries"]!.AsArray().ToDictionary(day => (string)day!["date"]!, day => (int)day!["amount"]!);
            Assert.Equal((0, PrivateApp.Many), (days["2026-10-05"] % 5, days["2026-10-06"]));
            Assert.NotEqual(0, days["2026-10-05"]);
        }
    }

    [Fact]
    public async Task What_takes_the_people_of_the_whole_period_is_not_there_since_who_is_not_known_may_have_used_it()
    {
        await using var app = await EdgeApp.StartAsync(emulator, "named");
        await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray(PrivateApp.Build(1, "2026-10-06T13:00:00Z")) });
        foreach (var (path, fields) in new[] { ($"insights/overview?{{0}}", (string[])["unused_apps", "unused_template_ids", "unchanged_parameters"]), ("insights/concurrency?{0}", ["workspaces"]) })
        {
            var (before, since) = (await EdgeApp.AskAsync(app, path.Replace("{0}", Both, StringComparison.Ordinal)), await EdgeApp.AskAsync(app, path.Replace("{0}", Known, StringComparison.Ordinal)));
            Assert.All(fields, field => Assert.Null(before.Json["report"]![field]));
            Assert.All(fields, field => Assert.NotNull(since.Json["report"]![field]));
        }

        Assert.Empty((await EdgeApp.AskAsync(app, $"insights/templates?{Both}")).Json["report"]!["parameters_usage"]!.AsArray());
    }

    [Fact]
    public async Task Reports_on_persons_are_of_whole_days_from_then_on_and_say_so()
    {
        var app = await apps.AtAsync("named");
        foreach (var path in OnPersons)
        {
            var report = (await EdgeApp.AskAsync(app, $"insights/{path}&{Both}")).Json["report"]!;
            Assert.Equal("2026-10-06T00:00:00Z", (string?)report["start_time"]);
            Assert.Equal((await EdgeApp.AskAsync(app, $"insights/{path}&{Known}")).Json["report"]!.ToJsonString(), report.ToJsonString());
            if (!path.StartsWith("users", StringComparison.Ordinal))
            {
                var before = await EdgeApp.AskAsync(app, $"insights/{path}&{Counted}", status: 403);
                Assert.Equal("What single people did is kept since 2026-10-06.", (string?)before.Json["detail"]);
            }
        }

        const string Local = "start_time=2026-10-05T00:00:00%2B02:00&end_time=2026-10-08T00:00:00%2B02:00&timezone=Europe/Berlin";
        Assert.Equal(0, (int)(await EdgeApp.AskAsync(app, $"insights/users/{Stats.User(1)}?{Counted}")).Json["report"]!["seconds"]!);
        Assert.Equal("2026-10-07T00:00:00+02:00", (string?)(await EdgeApp.AskAsync(app, $"insights/utilization?{Local}")).Json["report"]!["start_time"]);
        using (var made = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(new JsonObject { ["name"] = "own", ["scopes"] = new JsonArray("read"), ["user_id"] = Stats.User(1) })))
        {
            var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
            using var own = await app.SendAsync(HttpMethod.Get, "/api/v2/insights/users/me/data", token: token);
            var usage = JsonNode.Parse(await own.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["usage"]!.AsArray();
            Assert.Equal(["2026-10-06"], usage.Select(halfHour => ((string)halfHour!["start_time"]!)[..10]).Distinct());
        }

        var week = Assert.Single((await EdgeApp.AskAsync(app, $"insights/adoption?{Both}")).Json["report"]!["weeks"]!.AsArray())!;
        Assert.Equal((0, PrivateApp.Many), ((int)week["recorded_days"]!, (int)week["new"]!));
        foreach (var section in (string[])["people&behind=activity", "utilization", "support", "adoption", "cohorts", "versions", "parameter-values"])
        {
            Assert.Equal(
                (await EdgeApp.AskAsync(app, $"insights/export?{Known}&section={section}")).Text, (await EdgeApp.AskAsync(app, $"insights/export?{Both}&section={section}")).Text);
        }
    }

    [Fact]
    public async Task Builds_of_before_are_in_no_report_whether_or_not_they_are_deleted_already()
    {
        await using var app = await EdgeApp.StartAsync(emulator, "named");

        // On the day before they are of a day of which people are known.
        app.Clock.Advance(TimeSpan.FromDays(-1));
        await AssertWorkspacesAsync(PrivateApp.Many);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await AssertWorkspacesAsync(0);

        async Task AssertWorkspacesAsync(int count)
        {
            Assert.Equal(count, (await EdgeApp.AskAsync(app, $"insights/utilization?{Known}")).Json["report"]!["workspaces"]!.AsArray().Count);
            Assert.Equal(Math.Min(count, 1), (await EdgeApp.AskAsync(app, $"insights/users/{Stats.User(1)}?{Known}")).Json["report"]!["workspaces"]!.AsArray().Count);
            Assert.Equal(count, (int?)(await EdgeApp.AskAsync(app, $"insights/concurrency?{Known}")).Json["report"]!["workspaces"]?["peak"] ?? 0);
        }
    }

    [Fact]
    public async Task What_is_narrowed_to_people_is_known_from_then_on()
    {
        var app = await apps.AtAsync("named");
        foreach (var filter in (string[])[$"user_ids={Stats.User(3)}", $"group_ids={PrivateApp.Group}"])
        {
            var answer = await EdgeApp.AskAsync(app, $"insights/overview?{Both}&sections=templates&{filter}");
            Assert.Equal((1, 120), ((int)answer.Json["report"]!["active_users"]!, (int)answer.Json["report"]!["seconds"]!));
            Assert.Equal(("", "2026-10-06T00:00:00Z"), (answer.Privacy, answer.DataSince));
        }

        Assert.Equal("2026-10-01T00:00:00Z", (await EdgeApp.AskAsync(app, $"insights/overview?{Both}")).DataSince);
    }

    [Fact]
    public async Task There_is_a_tag_of_days_of_which_people_are_known_and_none_of_others()
    {
        await using var app = await EdgeApp.StartAsync(emulator, "named");
        await EdgeApp.SealAsync(app);
        foreach (var path in (string[])["insights/overview?", "insights/user-activity?", "insights/parameters?interval=day"])
        {
            Assert.NotEqual("", (await EdgeApp.AskAsync(app, $"{path}&{Known}")).Tag);
            Assert.Equal("", (await EdgeApp.AskAsync(app, $"{path.Replace("parameters", "templates", StringComparison.Ordinal)}&{Both}")).Tag);
        }

        // The day after the first of them is a day less.
        var tag = (await EdgeApp.AskAsync(app, $"insights/user-activity?{Known}")).Tag;
        app.Clock.Advance(TimeSpan.FromDays(1));
        var later = await EdgeApp.AskAsync(app, $"insights/user-activity?{Known}", known: tag);
        Assert.Equal((200, "", 0), (later.Status, later.Tag, later.Ids.Count));
    }

    [Theory]
    [InlineData("named")]
    [InlineData("pseudonymous")]
    [InlineData("aggregated")]
    public async Task Counts_that_stand_in_the_place_of_people_are_listed_nowhere_and_everything_reads_as_before(string level)
    {
        await using var app = await EdgeApp.StartAsync(emulator, level);
        string[] paths =
        [
            .. OfHowMany.Concat(level == "named" ? OnPersons : []).Concat(["user-activity?names=true", "user-latency?", "dashboard?sections=users,figures,builds,unused", "export?"])
                .SelectMany(path => new[] { $"insights/{path}&{Both}", $"insights/{path}&{Known}", $"insights/{path}&{Counted}" }),
            "insights/daus", "insights/forecast", "admin/digest", "metrics",
        ];
        var before = await AnswersAsync();
        await EdgeApp.TallyAsync(app);
        var after = await AnswersAsync();
        Assert.All(paths, path => Assert.True(before[path] == after[path], $"{path}\n{before[path]}\n{after[path]}"));
        var crowd = await EdgeApp.CrowdAsync(app);
        Assert.NotEmpty(crowd);
        Assert.Equal([], paths.SelectMany(path => crowd.Where(id => after[path].Contains(id, StringComparison.OrdinalIgnoreCase)).Select(id => $"{path}: {id}")));

        async Task<Dictionary<string, string>> AnswersAsync()
        {
            var answers = new Dictionary<string, string>();
            foreach (var path in paths)
            {
                answers[path] = path == "metrics" ? EdgeApp.UsageIn((await EdgeApp.AskAsync(app, path)).Text) : (await EdgeApp.AskAsync(app, path, path.Contains(Counted, StringComparison.Ordinal) && OnPersons.Any(person => !person.StartsWith("users", StringComparison.Ordinal) && path.StartsWith($"insights/{person}", StringComparison.Ordinal)) ? 403 : 200)).Text;
            }

            return answers;
        }
    }

    [Fact]
    public async Task Days_that_were_counted_stay_so_when_people_are_kept_for_longer_again()
    {
        var storage = emulator.NewAccount();
        await using (var app = await EdgeApp.StartAsync(emulator, "named", storage))
        {
            await EdgeApp.TallyAsync(app);
        }

        await using var longer = await EdgeApp.ReopenAsync(emulator, storage);
        var activity = await EdgeApp.AskAsync(longer, $"insights/user-activity?{Both}");
        Assert.Equal(("2026-10-06", PrivateApp.Many), (activity.PeopleSince, activity.Ids.Count));
        var overview = await EdgeApp.AskAsync(longer, $"insights/overview?{Both}&sections=templates");
        Assert.Equal("aggregated; floor=5", overview.Privacy);
        Assert.Equal(0, (int)overview.Json["report"]!["active_users"]! % 5);
    }

    [Fact]
    public async Task Months_of_which_exact_figures_are_kept_are_shown_where_people_are_kept_as_long_as_usage()
    {
        var storage = emulator.NewAccount();
        foreach (var (days, isShown) in new[] { ("0", true), ("3", false) })
        {
            var settings = new Dictionary<string, string?> { ["Insights:Usage:KeepMonths"] = "36", ["Insights:Privacy:PersonDays"] = days, ["Insights:Privacy:Key"] = PrivateApp.Key };
            await using var app = await InsightsApp.StartAsync(emulator, PrivateApp.Now, storage, settings);
            await app.Services.GetRequiredService<MonthTable>().PutAsync(
                new DateOnly(2026, 3, 1), [(MonthScope.All, new KeptMonth(KeptMonth.CurrentVersion, ActiveUsers: 9, Days: 31, UserDays: 90, Weeks: 4, UserWeeks: 20, Seconds: 600, [], []))], TestContext.Current.CancellationToken);
            var report = (await EdgeApp.AskAsync(app, "insights/trends?start_time=2026-03-01T00:00:00Z&end_time=2026-10-01T00:00:00Z&interval=month")).Json["report"]!;
            Assert.Equal(isShown ? [9] : [], report["slots"]!.AsArray().Where(slot => (bool)slot!["kept"]!).Select(slot => (int)slot!["active_users"]!));
            Assert.Equal(isShown ? null : true, (bool?)report["kept_left_out"]);
        }
    }

    // In the two worlds others did what was done before that day, and few did more: where all answers are the same, no two of them, and no
    // more, tell who it was.
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task No_question_on_either_side_of_the_day_and_no_pair_of_them_tells_who_did_what_before(string level)
    {
        var (world, other) = EdgeWorld.Draw();
        await using var app = await EdgeWorld.StartAsync(emulator, level, world);
        await using var same = await EdgeWorld.StartAsync(emulator, level, other);
        var (counted, questions) = (0, EdgeWorld.Questions(80));
        foreach (var question in questions)
        {
            var (one, again) = (await EdgeApp.AskAsync(app, question, status: null), await EdgeApp.AskAsync(same, question, status: null));

            // A tag tells which rows there are, and is never that of another service.
            Assert.True(one with { Tag = "" } == again with { Tag = "" }, $"{question}\n{one.Status} {one.Privacy} {one.DataSince} {one.Text}\n{again.Status} {again.Privacy} {again.DataSince} {again.Text}");
            counted += one.Privacy.StartsWith("aggregated", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(counted, 3, questions.Count - 3);
    }
}
