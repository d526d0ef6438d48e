using System.Net.Http.Json;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Privacy;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Who is behind a pseudonym, where it takes two officers.</summary>
[Collection(DemoCollection.Name)]
public sealed class RevealTests(Demo demo, StorageEmulator emulator)
{
    private const string View = "start=2026-10-05&end=2026-10-06&interval=day&tz=UTC";
    private const string Officer = "subject6";
    private const string Outsider = "officer-from-outside";

    [Fact]
    public async Task An_officer_asks_who_is_behind_a_row_and_sees_it_when_another_one_has_approved()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await PrivateApp.StartAsync(emulator, "pseudonymous", new Dictionary<string, string?>
        {
            ["Insights:Auth:Authority"] = issuer.Authority,
            ["Insights:Auth:Audience"] = TestIssuer.Audience,
            ["Insights:Privacy:Officers"] = $"{Officer}, {Outsider}",
            ["Insights:Privacy:RevealsNeedTwo"] = "true",
        });
        (await app.SendAsync(HttpMethod.Put, $"/api/v2/users/{Stats.User(6)}/roles", JsonContent.Create(new { roles = new[] { "auditor" } }))).EnsureSuccessStatusCode();
        var options = new PageOptions { Address = app.Http.BaseAddress, Now = PrivateApp.Now, BypassPolicy = true };

        // From a row of a report to the form, which has the pseudonym of the row.
        await using var page = await demo.OpenAsync($"/templates/{Stats.Template}?{View}", options with { Token = issuer.Token(Officer, PrivateApp.Now) });
        await page.SettleAsync();
        var row = page.Panel("User activity").Locator("tbody tr").Filter(new() { HasText = "Ask who this is" }).First;
        var pseudonym = await row.Locator(".name").First.InnerTextAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "Ask who this is" }).ClickAsync();
        var panel = page.Panel("Reveals");
        await Assertions.Expect(panel).ToContainTextAsync("Another officer has to approve it.");
        var asked = Guid.Parse(await panel.GetByLabel("Pseudonym").InputValueAsync());
        Assert.Equal(pseudonym, $"user-{asked:N}"[..13]);
        await panel.GetByLabel("Why").FillAsync("Ticket 4711: the account may be abused.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Ask for a reveal" }).ClickAsync();

        // It waits, and the one who asked can withdraw it and not approve it. The address no longer has whom he asked for.
        var waiting = panel.Locator("[data-reveal=waiting]");
        await Assertions.Expect(waiting).ToContainTextAsync($"{asked}");
        await Assertions.Expect(waiting.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Withdraw"]);
        await Assertions.Expect(panel.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Assertions.Expect(panel.GetByLabel("User name")).ToBeVisibleAsync();
        Assert.Empty(PrivateApp.SecretsIn(await panel.InnerTextAsync()).Except([PrivateApp.Username(6)]));

        // The other officer sees whom it was asked for, approves it, and is shown nobody.
        await using (var other = await demo.OpenAsync($"/me?{View}", options with { Token = issuer.Token(Outsider, PrivateApp.Now), ExpectedError = "404" }))
        {
            var reveals = other.Panel("Reveals");
            await Assertions.Expect(reveals.Locator("[data-reveal=waiting]")).ToContainTextAsync($"{asked}");
            Assert.Empty(await other.ViolationsAsync());
            await reveals.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await Assertions.Expect(reveals.Locator("[data-reveal=active]")).ToContainTextAsync(Outsider);
            await Assertions.Expect(reveals.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
            Assert.Empty(PrivateApp.SecretsIn(await reveals.InnerTextAsync()).Except([PrivateApp.Username(6)]));
        }

        // Whoever asked sees who it is from then on.
        await page.Page.ReloadAsync();
        var active = panel.Locator("[data-reveal=active]");
        await Assertions.Expect(active).ToContainTextAsync($"approved by {Outsider}");
        var person = await active.GetByRole(AriaRole.Link).InnerTextAsync();
        Assert.Contains(person, Enumerable.Range(1, PrivateApp.Many).Select(PrivateApp.PersonName));
        await active.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = person, Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Shown to you alone by a reveal")).ToBeVisibleAsync();
    }
}
