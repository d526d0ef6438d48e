using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>A browser that translates the page puts its own elements where text was. No figure is lost, and none is left behind.</summary>
[Collection(DemoCollection.Name)]
public sealed class TranslationTests(Demo demo)
{
    // As Chromium does it: each text that may be translated is taken out, and two elements with another text are put in its place.
    // Within a drawing they would not be shown.
    private const string Translate = """
        everything => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const text of texts) {
            if (text.data.trim() === '' || text.parentElement.closest('font, script, style, svg')) continue;
            if (!everything && text.parentElement.closest('[translate=no]')) continue;
            const [outer, inner] = [document.createElement('font'), document.createElement('font')];
            inner.textContent = `«${text.data}»`;
            outer.append(inner);
            text.replaceWith(outer);
          }
        }
        """;

    // What people read, without the translator's marks.
    private const string Read = """
        () => [...document.querySelectorAll('main section, .page-head, .card')].map(part => part.innerText.replaceAll(/[«»\u2009]/g, ' ').replaceAll(/\s+/g, ' ').trim())
        """;

    [Theory]
    [InlineData("template", true)]
    [InlineData("template", false)]
    [InlineData("/deployment", true)]
    [InlineData("/", true)]
    public async Task After_a_refresh_the_page_reads_as_if_nobody_had_translated_it(string path, bool everything)
    {
        var view = path == "/" ? path : $"{(path == "template" ? $"/templates/{await demo.TemplateAsync("docker")}" : path)}?range=14d&interval=day&tz=UTC";
        await using var translated = await demo.OpenAsync(view);
        await using var plain = await demo.OpenAsync(view);
        foreach (var page in new[] { translated, plain })
        {
            await page.SettleAsync();
            await GrowAsync(page);
        }

        await translated.Page.EvaluateAsync(Translate, everything);
        foreach (var page in new[] { translated, plain })
        {
            await page.Page.RunAndWaitForResponseAsync(() => page.Page.Clock.FastForwardAsync(61_000), $"**/insights/{(path == "/" ? "overview" : "dashboard")}?*");
            await Assertions.Expect(page.Page.GetByText("4,321").First).ToBeVisibleAsync();
        }

        await AssertSameAsync(plain, translated);
    }

    [Fact]
    public async Task After_a_change_of_range_interval_and_zone_the_page_reads_as_if_nobody_had_translated_it()
    {
        var view = $"/templates/{await demo.TemplateAsync("docker")}?range=14d&interval=day&tz=UTC";
        await using var translated = await demo.OpenAsync(view);
        await translated.SettleAsync();
        foreach (var button in (string[])["Last 4 weeks", "Last 7 days"])
        {
            await translated.Page.EvaluateAsync(Translate, true);
            await translated.Page.Locator(".range-picker > .button").ClickAsync();
            await translated.Page.Locator(".range-picker .item").GetByText(button, new() { Exact = true }).ClickAsync();
            await translated.SettleAsync();
            await translated.Page.EvaluateAsync(Translate, true);
            await translated.Page.Locator(".segments button").Nth(1).ClickAsync();
            await translated.SettleAsync();
        }

        await using var plain = await demo.OpenAsync(translated.PathAndQuery);
        await plain.SettleAsync();
        await AssertSameAsync(plain, translated);
    }

    [Fact]
    public async Task Figures_names_and_times_are_not_for_translation_and_words_are()
    {
        await using var page = await demo.OpenAsync($"/deployment?range=14d&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.EvaluateAsync(Translate, false);
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('main font font')].map(one => one.textContent).filter(text => /\\d/.test(text) && !/^«(Week over week compares|Their median|The first|p95|Last \\d+ days|\\d+ (templates?|apps?|parameters?|users?))/.test(text))"));
        foreach (var name in (string[])["Go Services", "Visual Studio Code", "NVIDIA A100"])
        {
            await Assertions.Expect(page.Page.GetByText(name, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.Page.GetByText("«Active users»").First).ToBeVisibleAsync();
    }

    // What has been answered is drawn a moment later.
    private static async Task AssertSameAsync(DashboardPage plain, DashboardPage translated)
    {
        Task<string[]> ReadAsync(DashboardPage page) => page.Page.EvaluateAsync<string[]>(Read);
        string[] expected = [], actual = [];
        await InsightsApp.Eventually(async () =>
        {
            (expected, actual) = (await ReadAsync(plain), await ReadAsync(translated));
            return Enumerable.SequenceEqual(expected, actual);
        });
        Assert.Equal(expected, actual);
    }

    // From now on there is more of everything, so that a refresh changes what is shown.
    private static async Task GrowAsync(DashboardPage page)
    {
        await Answers.EditAsync(page, "overview", report => Grow(report["templates"]!));
        await Answers.EditScreenAsync(page, screen =>
        {
            screen["report"]!["active_users"] = 4321;
            screen["figures"]!["active_users"] = 4321;
            if (screen["overview"] is { } overview)
            {
                Grow(overview["templates"]!);
            }

            var users = screen["users"]!.AsArray();
            users.RemoveAt(0);
            foreach (var user in users)
            {
                user!["seconds"] = user["seconds"]!.GetValue<long>() * 2;
            }
        });

        static void Grow(JsonNode templates)
        {
            foreach (var template in templates.AsArray())
            {
                template!["active_users"] = 4321 - (template["active_users"]!.GetValue<int>() % 2);
            }
        }
    }
}
