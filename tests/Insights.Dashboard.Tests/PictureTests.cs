using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Pictures of the origins that the settings name are shown, and nothing is asked of any other.</summary>
[Collection(DemoCollection.Name)]
public sealed class PictureTests(Demo demo, StorageEmulator emulator)
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Icons_of_an_origin_that_is_named_stand_in_place_of_initials()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Demo.Now, settings: new Dictionary<string, string?>
        {
            ["Insights:Dashboard:ImageOrigins"] = "https://coder.example.com",
        });
        await app.PostAsync("catalog", new JsonObject
        {
            ["templates"] = new JsonArray(
                Template(1, "A path of Coder", "/icon/docker.svg"), Template(2, "The same origin", "https://coder.example.com/emojis/1f40b.png"),
                Template(3, "Another origin", "https://elsewhere.example.com/icon.png"), Template(4, "No path", "//elsewhere.example.com/icon.png"), Template(5, "Broken", "/icon/none.svg")),
        });
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, Address = app.Http.BaseAddress, ExpectedError = "404" });
        var asked = new List<string>();
        await page.Page.RouteAsync(new System.Text.RegularExpressions.Regex("^https://"), async route =>
        {
            asked.Add(route.Request.Url);
            await route.FulfillAsync(route.Request.Url.EndsWith("none.svg", StringComparison.Ordinal) ? new() { Status = 404 } : new() { ContentType = "image/png", BodyBytes = Convert.FromBase64String(Pixel) });
        });
        await page.SignInAsync(InsightsApp.Token);
        await page.Page.ReloadAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true }).ClickAsync();
        foreach (var (name, picture) in new[]
        {
            ("A path of Coder", "https://coder.example.com/icon/docker.svg"), ("The same origin", "https://coder.example.com/emojis/1f40b.png"),
            ("Another origin", null), ("No path", null), ("Broken", null),
        })
        {
            var card = page.Page.Locator(".card", new() { HasText = name });
            await Assertions.Expect(card.Locator(".monogram img")).ToHaveCountAsync(picture is null ? 0 : 1);
            if (picture is not null)
            {
                await Assertions.Expect(card.Locator(".monogram img")).ToHaveAttributeAsync("src", picture);
                Assert.True(await card.Locator(".monogram img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
            }
        }

        Assert.All(asked, url => Assert.StartsWith("https://coder.example.com/", url, StringComparison.Ordinal));
    }

    private static JsonObject Template(int number, string name, string icon) => new()
    {
        ["id"] = $"00000000-0000-0000-0000-{number:d12}",
        ["name"] = $"template-{number}",
        ["display_name"] = name,
        ["icon"] = icon,
    };
}
