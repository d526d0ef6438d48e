using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>A chart is zoomed by dragging, leads to the people behind it, and can be taken along.</summary>
[Collection(DemoCollection.Name)]
public sealed class ChartTests(Demo demo)
{
    private const string View = "start=2026-11-05&end=2026-11-18&interval=day&tz=UTC";

    [Fact]
    public async Task Dragging_over_the_chart_shows_the_days_that_are_marked_and_the_back_button_the_others()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        var (third, sixth) = (await MiddleAsync(page, 2), await MiddleAsync(page, 5));
        await page.Page.Mouse.MoveAsync(sixth.X, sixth.Y);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(third.X, third.Y, new() { Steps = 4 });
        await Assertions.Expect(page.Page.Locator(".marked")).ToHaveCountAsync(1);
        await page.Page.Mouse.UpAsync();
        await page.SettleAsync();
        Assert.Equal(("2026-11-07", "2026-11-10"), (page.Query["start"], page.Query["end"]));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Page.GoBackAsync();
        await page.SettleAsync();
        Assert.Equal("2026-11-05", page.Query["start"]);
    }

    [Fact]
    public async Task Days_are_marked_and_shown_with_keys_alone()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        await page.Page.Locator(".slot-chart").FocusAsync();
        foreach (var key in (string[])["Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"])
        {
            await page.Page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(page.Page.Locator(".slot-chart [aria-live]")).ToHaveTextAsync("Marked: 6 Nov – 8 Nov. Enter shows it.");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SettleAsync();
        Assert.Equal(("2026-11-06", "2026-11-08"), (page.Query["start"], page.Query["end"]));
    }

    [Fact]
    public async Task A_finger_marks_days_and_shows_them_with_a_tap()
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("docker")}?{View}", new PageOptions { Width = 360, Height = 780, HasTouch = true });
        await page.SettleAsync();
        var chart = page.Page.Locator(".slot-chart");
        var (from, to) = (await MiddleAsync(page, 1), await MiddleAsync(page, 4));
        foreach (var (type, x) in new[] { ("pointerdown", from.X), ("pointermove", (from.X + to.X) / 2), ("pointermove", to.X), ("pointerup", to.X) })
        {
            await chart.DispatchEventAsync(type, new { pointerType = "touch", isPrimary = true, pointerId = 1, button = 0, clientX = (double)x, clientY = (double)from.Y, bubbles = true });
        }

        Assert.Equal("2026-11-05", page.Query["start"]);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show this range" }).TapAsync();
        await page.SettleAsync();
        Assert.Equal(("2026-11-06", "2026-11-09"), (page.Query["start"], page.Query["end"]));
    }

    [Theory]
    [InlineData("day", 6, "start_time=2026-11-11T00:00:00Z&end_time=2026-11-12T00:00:00Z")]
    [InlineData("week", 0, "start_time=2026-11-05T00:00:00Z&end_time=2026-11-12T00:00:00Z")]
    public async Task Who_was_active_in_a_slot_is_shown_by_a_click_and_by_a_key(string interval, int slot, string period)
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View.Replace("=day", $"={interval}", StringComparison.Ordinal)}");
        await page.SettleAsync();
        var expected = (await demo.ReportAsync("user-activity", $"template_ids={id}&{period}"))["users"]!.AsArray()
            .Select(user => (Id: user!["user_id"]!.ToString(), Seconds: user["seconds"]!.GetValue<long>())).OrderByDescending(user => user.Seconds).Select(user => user.Id).ToArray();
        Assert.NotEmpty(expected);
        var middle = await MiddleAsync(page, slot);
        await page.Page.Mouse.ClickAsync(middle.X, middle.Y);
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("[data-user]").First).ToBeVisibleAsync();
        Assert.Equal(expected.Order(), (await DashboardPage.RowsAsync(dialog, "[data-user]", "data-user")).Order());
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.Page.Locator(".slot-chart").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        for (var step = 0; step < slot; step++)
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
        }

        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("[data-user]").First).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".slot-chart")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_chart_is_saved_as_a_picture_in_its_own_colours()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await AssertPictureAsync(page);
        }
    }

    private static async Task AssertPictureAsync(DashboardPage page)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save Active users as PNG" }).ClickAsync());
        Assert.Equal("insights-active-users-2026-11-05-2026-11-18.png", download.SuggestedFilename);
        var content = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        // Drawn again, and its colours counted: the ground of the panel, and the bars.
        var counts = await page.Page.EvaluateAsync<int[]>("""
            async content => {
              const image = new Image();
              image.src = `data:image/png;base64,${content}`;
              await image.decode();
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
              const context = canvas.getContext('2d', { willReadFrequently: true });
              context.drawImage(image, 0, 0);
              const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
              const colourOf = element => { context.fillStyle = element; context.fillRect(0, 0, 1, 1); return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3); };
              const [ground, bar] = [
                colourOf(getComputedStyle(document.querySelector('.slot-chart').closest('.panel')).backgroundColor), colourOf(getComputedStyle(document.querySelector('.bar')).fill)];
              const count = ([red, green, blue]) => { let found = 0; for (let at = 0; at < data.length; at += 4) { found += data[at] === red && data[at + 1] === green && data[at + 2] === blue ? 1 : 0; } return found; };
              const width = document.querySelector('svg.chart').clientWidth;
              return [count(ground), count(bar), canvas.width - 2 * (width + 40)];
            }
            """, Convert.ToBase64String(content));
        Assert.True(counts[0] > 100_000 && counts[1] > 10_000, $"{counts[0]} of the ground, {counts[1]} of the bars");
        Assert.Equal(0, counts[2]);
    }

    [Fact]
    public async Task The_calendar_has_two_months_where_there_is_room_and_one_where_there_is_not()
    {
        var path = $"/templates/{await demo.TemplateAsync("docker")}?{View}";
        foreach (var (width, months) in new[] { (1440, new[] { "October 2026", "November 2026" }), (400, ["November 2026"]) })
        {
            await using var page = await demo.OpenAsync(path, new PageOptions { Width = width });
            await page.SettleAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
            Assert.Equal(months, await DashboardPage.TextsAsync(page.Page.Locator(".calendar"), ".calendar-head > span"));
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous month" }).ClickAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous month" })).ToBeFocusedAsync();
            Assert.Equal(months.Length == 2 ? ["September 2026", "October 2026"] : ["October 2026"], await DashboardPage.TextsAsync(page.Page.Locator(".calendar"), ".calendar-head > span"));
        }
    }

    private static async Task<(float X, float Y)> MiddleAsync(DashboardPage page, int slot)
    {
        var cursor = page.Page.Locator(".slot-chart");
        await cursor.ScrollIntoViewIfNeededAsync();
        var box = (await cursor.BoundingBoxAsync())!;
        var rem = await page.Page.EvaluateAsync<float>("parseFloat(getComputedStyle(document.documentElement).fontSize)");
        var slots = await page.Page.Locator("[data-slot]").CountAsync();
        var step = (box.Width - (3.6f * rem)) / slots;
        return (box.X + (2.5f * rem) + (step * (slot + 0.5f)), box.Y + (box.Height / 2));
    }
}
