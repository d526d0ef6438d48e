using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Who has a role in an organization compares the templates of that organization.</summary>
[Collection(DemoCollection.Name)]
public sealed class OrganizationTests(Demo demo)
{
    private const string View = "start=2026-10-20&end=2026-11-17&interval=day&tz=UTC";

    [Fact]
    public async Task Who_has_a_role_in_an_organization_begins_with_that_organization()
    {
        var organization = await demo.OrganizationAsync("docker");
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = await NewAuditorAsync(organization) });
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Deployment" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"/deployment\\?(.*&)?organization={organization}(&|$)"));
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);

        await page.Page.GotoAsync($"/deployment?{View}");
        await page.SettleAsync();
        var report = await demo.ReportAsync("templates", $"start_time=2026-10-20T00:00:00Z&end_time=2026-11-18T00:00:00Z&organization_id={organization}");
        await Assertions.Expect(page.Panel("Active users").Locator("[data-figure=active-users]")).ToHaveTextAsync(report["active_users"]!.ToString());
    }

    [Fact]
    public async Task Another_organization_is_denied_in_a_sentence()
    {
        var token = await NewAuditorAsync(await demo.OrganizationAsync("docker"));
        var other = await demo.OrganizationAsync("data-science");
        await using var page = await demo.OpenAsync($"/deployment?{View}&organization={other}", new PageOptions { Token = token, ExpectedError = "404" });
        await Assertions.Expect(page.Page.GetByText("You may not view the insights of this organization.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".panel")).ToHaveCountAsync(0);
    }

    private async Task<string> NewAuditorAsync(Guid organization)
    {
        var (_, token, user) = await demo.NewUserAsync();
        var roles = new JsonObject
        {
            ["roles"] = new JsonArray(),
            ["organization_roles"] = new JsonObject { [organization.ToString()] = new JsonArray("organization-auditor") },
        };
        (await demo.App.SendAsync(HttpMethod.Put, $"/api/v2/users/{user}/roles", JsonContent.Create(roles))).EnsureSuccessStatusCode();
        return token;
    }
}
