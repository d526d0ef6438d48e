using System.Net;
using System.Net.Http.Headers;
using Insights.Functions.Insights.Export;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Who has the answer to a report on days that are over gets 304 until something changes that the answer depends on.</summary>
public sealed class ReportTagTests(StorageEmulator emulator)
{
    private const string Period = SealedApp.Period;

    private static readonly string[] Routes =
    [
        $"insights/templates?{Period}&interval=day",
        $"insights/user-activity?{Period}",
        $"insights/user-latency?{Period}&names=true",
        $"insights/overview?{Period}",
        $"insights/dashboard?{Period}&sections=report,interval_reports,users,overview,unused,parameters,figures,builds&also=2026-11-08T00:00:00Z/2026-11-09T00:00:00Z&compare=2026-11-05T00:00:00Z/2026-11-08T00:00:00Z",
        $"insights/export?{Period}",
        $"insights/concurrency?{Period}",
        $"insights/connection?{Period}",
        $"insights/versions?{Period}",
        $"insights/trends?{Period}",
        $"insights/utilization?{Period}",
        $"insights/adoption?{Period}",
        $"insights/support?{Period}",
        $"insights/parameters?{Period}",
    ];

    private static readonly string[] WithoutTag = ["forecast", "trends", "people"];

    [Fact]
    public async Task Every_report_of_a_period_has_a_tag_by_which_it_is_not_sent_again()
    {
        Assert.Equal(
            DescribedApi.Document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/v2/insights/", StringComparison.Ordinal) && path.Value!["get"]?["responses"]?["304"] is not null).Select(path => path.Key).Order(),
            Routes.Select(route => $"/api/v2/{route.Split('?')[0]}").Order());
        await using var app = await SealedApp.StartAsync(emulator);
        string[] files = [.. ExportSections.All.Concat(ExportSections.Named).Except(WithoutTag).Select(section => $"insights/export?{Period}&section={section}")];
        foreach (var route in Routes.Concat(files))
        {
            var first = await AskAsync(app, route);
            Assert.True(first.Headers.ETag is not null, $"{route} has no tag.");
            Assert.True(first.Headers.ETag!.IsWeak);
            Assert.Equal("no-cache, private", first.Headers.CacheControl?.ToString());
            Assert.Equal(["Accept-Encoding", "Authorization", "Coder-Session-Token", "Cookie"], first.Headers.Vary);

            var again = await AskAsync(app, route, first.Headers.ETag.Tag);
            Assert.True(again.Status == HttpStatusCode.NotModified, $"{route} is sent again.");
            Assert.Empty(again.Text);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Equal("no-cache, private", again.Headers.CacheControl?.ToString());
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, route, "\"other\"")).Status);
        }

        Assert.All(WithoutTag, section => Assert.Null(AskAsync(app, $"insights/export?{Period}&section={section}").Result.Headers.ETag));
    }

    [Fact]
    public async Task A_question_whose_answer_is_known_reads_no_row_of_usage_also_where_memory_is_empty()
    {
        var storage = emulator.NewAccount();
        await using var app = await SealedApp.StartAsync(emulator, storage);
        var path = $"insights/user-activity?{Period}";
        var tag = (await AskAsync(app, path)).Headers.ETag!.Tag;

        await using var other = await InsightsApp.StartAsync(emulator, SealedApp.Now, storage, CollectingApp.Without());
        using var calls = new StorageCalls(other.Account);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(other, path, tag)).Status);
        Assert.Equal(0, other.Services.GetRequiredService<UsageCache>().Megabytes);
        var cold = calls.Total;

        // The whole list of what a question costs: keys of two templates, and a look at each small table that it is decided by.
        Assert.InRange(cold, 1, 14);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(app, path, tag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(other, path)).Status);
        Assert.InRange(other.Services.GetRequiredService<UsageCache>().Megabytes, double.Epsilon, 1);
    }

    [Fact]
    public async Task A_tag_changes_with_everything_that_the_answer_depends_on()
    {
        await using var app = await SealedApp.StartAsync(emulator);
        var (activity, templates, dashboard) = ($"insights/user-activity?{Period}", $"insights/templates?{Period}", $"insights/dashboard?{Period}&sections=report,users,unused");
        await ChangedAsync("a user's name", activity, () => app.PostAsync("catalog", SealedApp.Catalog("users", SealedApp.User(1, "anna"))));
        await ChangedAsync("a template's name", dashboard, () => app.PostAsync("catalog", SealedApp.Catalog("templates", SealedApp.Template(SealedApp.Other, "renamed"))));
        await ChangedAsync("a parameter's definition", templates, () => app.PostAsync("catalog", SealedApp.Catalog("template_versions", SealedApp.Definition("Cores"))));
        await ChangedAsync("a build", templates, () => app.PostAsync("workspace-builds", SealedApp.Build("16", "Code")));
        await ChangedAsync("an app", templates, () => app.PostAsync("workspace-builds", SealedApp.Build("16", "Code in the browser")));
        await ChangedAsync("who is a system user", templates, () =>
        {
            var system = SealedApp.User(2, "ben");
            system["is_system"] = true;
            return app.PostAsync("catalog", SealedApp.Catalog("users", system));
        });
        await ChangedAsync("a late event", activity, async () =>
        {
            await SealedApp.PostLateAsync(app, user: 1);
            await app.DrainAsync();
            await InsightsApp.Eventually(async () => (await AskAsync(app, activity)).Headers.ETag is null);
            await SealedApp.SealAsync(app);
        });
        await ChangedAsync("an erasure", activity, async () =>
        {
            using var erased = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
            Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        });
        await ChangedAsync("how far back usage is kept", activity, () =>
        {
            app.Clock.Advance(new UsageOptions().Retention - TimeSpan.FromDays(10));
            return Task.CompletedTask;
        });

        async Task ChangedAsync(string what, string path, Func<Task> change)
        {
            var before = (await AskAsync(app, path)).Headers.ETag!.Tag;
            Assert.True((await AskAsync(app, path, before)).Status == HttpStatusCode.NotModified, $"It is sent again before {what} changes.");
            await change();
            await InsightsApp.Eventually(async () => (await AskAsync(app, path, before)) is { Status: HttpStatusCode.OK } answer && answer.Headers.ETag is { } tag && tag.Tag != before);
        }
    }

    [Fact]
    public async Task Two_questions_and_two_callers_with_other_rights_never_share_a_tag()
    {
        await using var app = await SealedApp.StartAsync(emulator);
        var viewer = await SealedApp.ViewerAsync(app);
        var path = $"insights/user-activity?{Period}&template_ids={Stats.Template}";
        var (ours, theirs) = (await AskAsync(app, path), await AskAsync(app, path, token: viewer));
        Assert.Equal(ours.Text, theirs.Text);
        Assert.NotEqual(ours.Headers.ETag, theirs.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, path, ours.Headers.ETag!.Tag, viewer)).Status);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(app, path, theirs.Headers.ETag!.Tag, viewer)).Status);

        string[] questions = [path, $"{path}&names=true", $"{path}&include_system=true", $"insights/user-latency?{Period}&template_ids={Stats.Template}", $"insights/user-activity?{Period}&template_ids={SealedApp.Other}"];
        var tags = await Task.WhenAll(questions.Select(async question => (await AskAsync(app, question)).Headers.ETag!.Tag));
        Assert.Equal(questions.Length, tags.Distinct().Count());

        // Whoever may not see it any more is told so, and not that nothing has changed.
        (await AskAsync(app, $"insights/user-activity?{Period}", ours.Headers.ETag.Tag, viewer)).AssertError(HttpStatusCode.NotFound);
        (await AskAsync(app, path, theirs.Headers.ETag.Tag, "none")).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_may_change_at_any_moment_and_what_does_not_name_people_has_no_tag_and_is_not_kept()
    {
        var storage = emulator.NewAccount();
        await using var app = await SealedApp.StartAsync(emulator, storage);
        var report = $"insights/user-activity?{Period}";
        var tag = (await AskAsync(app, report)).Headers.ETag!.Tag;
        AssertUntagged(await AskAsync(app, "insights/user-activity?start_time=2026-11-08T00:00:00Z&end_time=2026-11-20T00:00:00Z"));
        AssertUntagged(await AskAsync(app, "insights/daus"));
        AssertUntagged(await AskAsync(app, "templates"));
        AssertUntagged(await ApiAnswer.OfAsync(
            app.Http, new HttpRequestMessage(HttpMethod.Post, "/api/v2/insights/user-activity") { Content = new StringContent(Period, new MediaTypeHeaderValue("application/x-www-form-urlencoded")) }));

        var settings = CollectingApp.Without();
        settings["Insights:Privacy:Level"] = "pseudonymous";
        settings["Insights:Privacy:Key"] = new string('k', 32);
        await using var closed = await InsightsApp.StartAsync(emulator, SealedApp.Now, storage, settings);
        AssertUntagged(await AskAsync(closed, report, tag));
    }

    private static void AssertUntagged(ApiAnswer answer)
    {
        answer.AssertStatus(HttpStatusCode.OK);
        Assert.Null(answer.Headers.ETag);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    private static Task<ApiAnswer> AskAsync(InsightsApp app, string path, string? known = null, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{path}");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(known, isWeak: true));
        }

        if (token is not null)
        {
            request.Headers.Add("Coder-Session-Token", token);
        }

        return ApiAnswer.OfAsync(app.Http, request);
    }
}
