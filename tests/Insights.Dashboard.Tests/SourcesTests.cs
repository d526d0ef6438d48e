using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Where usage comes from is shown to who may see it: how far, how fast, and what is wrong.</summary>
[Collection(DemoCollection.Name)]
public sealed class SourcesTests(Demo demo)
{
    [Fact]
    public async Task Without_a_source_it_is_said_how_one_is_connected()
    {
        await using var page = await OpenAsync(null);
        await Assertions.Expect(page.Panel("Sources")).ToContainTextAsync("No Coder is connected.");
    }

    [Fact]
    public async Task A_source_says_when_it_polled_how_late_it_is_what_it_read_and_what_is_left_of_the_history()
    {
        await using var page = await OpenAsync(new JsonArray(Source(42, left: 32.5)));
        var source = page.Page.Locator("[data-source]");
        await Assertions.Expect(source).ToHaveAttributeAsync("data-health", "good");
        await Assertions.Expect(source).ToContainTextAsync("db.internal/coder");
        await Assertions.Expect(source).ToContainTextAsync("18 Nov 2026, 14:19");
        await Assertions.Expect(source.Locator("[data-figure=lag]")).ToHaveTextAsync("42 seconds");
        await Assertions.Expect(source.Locator("[data-figure=rows-read]")).ToHaveTextAsync("123,456");
        await Assertions.Expect(source.Locator("[data-figure=rows-sent]")).ToHaveTextAsync("120,000");
        await Assertions.Expect(source.Locator("[data-figure=days-left]")).ToHaveTextAsync("33");
        Assert.Equal(1 - (32.5 / 180), await source.GetByRole(AriaRole.Progressbar).EvaluateAsync<double>("bar => bar.value"), 6);
    }

    [Theory]
    [InlineData("poor", "Late", 301, null, null)]
    [InlineData("poor", "Failing", 42, "Coder's database cannot be reached.", null)]
    [InlineData("moderate", "Incomplete", 42, null, "insights_reader may not read users: GRANT SELECT (name) ON users TO insights_reader;")]
    public async Task What_is_wrong_is_said_in_a_word_and_in_full(string tone, string word, int lag, string? error, string? problem)
    {
        var one = Source(lag, left: 0);
        one["problems"] = problem is null ? [] : new JsonArray(problem);
        if (error is not null)
        {
            one["error"] = error;
        }

        await using var page = await OpenAsync(new JsonArray(one));
        var source = page.Page.Locator("[data-source]");
        await Assertions.Expect(source).ToHaveAttributeAsync("data-health", tone);
        await Assertions.Expect(source.Locator(".grade-word")).ToHaveTextAsync(word);
        await Assertions.Expect(source).ToContainTextAsync(error ?? problem ?? "5 minutes");
        await Assertions.Expect(source.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task Who_may_not_see_sources_is_not_asked_to()
    {
        var (_, token) = await demo.NewViewerAsync(await demo.TemplateAsync("docker"));
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=7d&interval=day&tz=UTC", new PageOptions { Token = token });
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("#sources")).ToHaveCountAsync(0);
    }

    private async Task<DashboardPage> OpenAsync(JsonArray? sources)
    {
        var page = await demo.OpenAsync("/", new PageOptions { BypassPolicy = true });
        if (sources is not null)
        {
            await page.Page.RouteAsync("**/api/v2/admin/sources", request => request.FulfillAsync(new() { ContentType = "application/json", Body = new JsonObject { ["sources"] = sources }.ToJsonString() }));
        }

        await page.Page.GotoAsync("/deployment?range=7d&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.Locator("#sources").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Panel("Sources")).ToHaveAttributeAsync("data-state", "ready");
        return page;
    }

    private static JsonObject Source(int lag, double left) => new()
    {
        ["id"] = Guid.Empty,
        ["name"] = "db.internal/coder",
        ["kind"] = "database",
        ["poll_seconds"] = 60,
        ["lag_seconds"] = lag,
        ["polled_at"] = "2026-11-18T14:19:00Z",
        ["succeeded_at"] = "2026-11-18T14:19:01Z",
        ["newest_report_at"] = "2026-11-18T14:18:58Z",
        ["rows_read"] = 123456,
        ["rows_sent"] = 120000,
        ["rows_refused"] = 0,
        ["problems"] = new JsonArray(),
        ["omits"] = new JsonArray(),
        ["followed_since"] = "2026-11-17T18:30:00Z",
        ["history"] = new JsonObject { ["days"] = 180.0, ["days_left"] = left, ["rows"] = 2960000 },
        ["history_days_left"] = left,
    };
}
