using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Good news is told only of what was looked at.</summary>
[Collection(DemoCollection.Name)]
public sealed class EmptyTests(Demo demo)
{
    private static readonly (string Panel, string News)[] News =
    [
        ("Unused in the range", "Every template and every app was used."),
        ("Users with poor latency", "Nobody’s median is above 300 ms."),
        ("Parameters whose default nobody changes", "No parameter was left at its default by everybody."),
    ];

    [Fact]
    public async Task Where_nothing_was_recorded_the_comparison_says_what_to_check()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await Answers.EmptyAsync(page);
        await page.Page.GotoAsync("/deployment?start=2026-11-05&end=2026-11-11&interval=day&tz=UTC");
        await page.SettleAsync();
        foreach (var (panel, _) in News)
        {
            var isOfBuilds = panel.StartsWith("Parameters", StringComparison.Ordinal);
            Assert.Equal(
                [
                    "Is the date range the one you mean?",
                    isOfBuilds ? "Was a workspace built in it?" : "Was anybody connected to a workspace in it?",
                    isOfBuilds ? "Builds appear with a few minutes’ delay." : "Usage appears with a few minutes’ delay.",
                ],
                await DashboardPage.TextsAsync(page.Panel(panel), "li"));
        }
    }

    [Fact]
    public async Task Where_all_is_well_the_comparison_says_so()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await Answers.EditScreenAsync(page, screen =>
        {
            screen["unused_template_ids"] = screen["unused_apps"] = screen["unchanged_parameters"] = null;
            foreach (var user in screen["users"]!.AsArray())
            {
                user!["latency_ms"]!["p50"] = 20;
            }
        });
        await page.Page.GotoAsync("/deployment?start=2026-11-05&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        foreach (var (panel, news) in News)
        {
            await Assertions.Expect(page.Panel(panel)).ToContainTextAsync(news);
        }
    }
}
