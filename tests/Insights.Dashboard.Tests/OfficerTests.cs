using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Privacy;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What officers and owners do about single people, and what these see of it.</summary>
[Collection(DemoCollection.Name)]
public sealed class OfficerTests(Demo demo, StorageEmulator emulator)
{
    private const string View = "start=2026-10-05&end=2026-10-06&interval=day&tz=UTC";

    [Fact]
    public async Task An_officer_has_a_person_shown_ends_it_and_the_person_sees_that()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await PrivateApp.StartAsync(emulator, "pseudonymous", new Dictionary<string, string?>
        {
            ["Insights:Auth:Authority"] = issuer.Authority,
            ["Insights:Auth:Audience"] = TestIssuer.Audience,
            ["Insights:Privacy:Officers"] = "subject6",
        });
        var options = new PageOptions { Address = app.Http.BaseAddress, Now = PrivateApp.Now, BypassPolicy = true };
        await using var page = await demo.OpenAsync($"/me?{View}", options with { Token = issuer.Token("subject6", PrivateApp.Now) });
        await page.SettleAsync();
        var panel = page.Panel("Reveals");
        await panel.GetByLabel("User name").FillAsync(PrivateApp.Username(1));
        await panel.GetByLabel("Why").FillAsync("Ticket 4711: the account may be abused.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Ask for a reveal" }).ClickAsync();
        await Assertions.Expect(panel.Locator("[data-reveal=active]")).ToContainTextAsync(PrivateApp.PersonName(1));
        Assert.Empty(await page.ViolationsAsync());
        await panel.GetByRole(AriaRole.Link, new() { Name = PrivateApp.PersonName(1) }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = PrivateApp.PersonName(1), Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Shown to you alone by a reveal")).ToBeVisibleAsync();
        await Assertions.Expect(page.Panel("Erasure")).ToHaveCountAsync(0);
        await page.SettleAsync();
        await page.Page.GoBackAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Assertions.Expect(panel.Locator("[data-reveal=ended]")).ToHaveCountAsync(1);

        await using var own = await demo.OpenAsync($"/me?{View}", options with { Token = issuer.Token("subject1", PrivateApp.Now) });
        await own.SettleAsync();
        await Assertions.Expect(own.Panel("Reveals")).ToHaveCountAsync(0);
        var shown = own.Panel("To whom you were shown").Locator("[data-reveal=ended]");
        await Assertions.Expect(shown).ToContainTextAsync("Ticket 4711: the account may be abused.");
        await Assertions.Expect(shown).ToHaveAttributeAsync("data-looks", "1");
        await Assertions.Expect(own.Panel("All that is stored of you").GetByRole(AriaRole.Link)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task An_owner_erases_a_user_whom_he_has_named_and_sees_how_far_it_has_got()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "named");
        var path = $"/users/{Stats.User(1)}?{View}";
        await using var page = await demo.OpenAsync(path, new PageOptions { Address = app.Http.BaseAddress, Now = PrivateApp.Now, BypassPolicy = true, ExpectedError = "404" });
        await page.SettleAsync();
        var panel = page.Panel("Erasure");
        await panel.GetByRole(AriaRole.Button, new() { Name = $"Erase what {PrivateApp.PersonName(1)} did" }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Erase what {PrivateApp.PersonName(1)} did?" });
        var confirm = dialog.GetByRole(AriaRole.Button, new() { Name = "Erase it" });
        await dialog.GetByLabel("To confirm, write the user name").FillAsync(PrivateApp.Username(2));
        await Assertions.Expect(confirm).ToBeDisabledAsync();
        await dialog.GetByLabel("To confirm, write the user name").FillAsync(PrivateApp.Username(1));
        Assert.Empty(await page.ViolationsAsync());
        await confirm.ClickAsync();
        await Assertions.Expect(panel.Locator("[data-erasure]")).ToContainTextAsync("No figure");
        await Assertions.Expect(panel.Locator("[data-erasure=completed]")).ToBeVisibleAsync();
        var users = (await app.GetAsync($"/api/v2/insights/user-activity?{PrivateApp.Period}"))["report"]!["users"]!.AsArray();
        Assert.DoesNotContain(Stats.User(1).ToString(), users.Select(user => user!["user_id"]!.ToString()));
        Assert.Equal(PrivateApp.Many - 1, users.Count);
    }
}
