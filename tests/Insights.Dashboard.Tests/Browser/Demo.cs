using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Local.Demo;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>A service with the demo's data at a fixed time, and a browser: once for all tests of the page.</summary>
public sealed class Demo(StorageEmulator emulator) : IAsyncLifetime
{
    /// <summary>The time that the service and every browser start at: a Wednesday afternoon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 14, 20, 0, TimeSpan.Zero);

    private string? _storage;
    private InsightsApp? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The service.</summary>
    public InsightsApp App => _app!;

    /// <summary>Where the service is.</summary>
    public Uri Address => App.Http.BaseAddress!;

    internal IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _storage = emulator.NewAccount();
        _app = await StartAsync(_storage, (collector, cancellation) => collector.FeedAsync(cancellation));
        Assertions.SetDefaultExpectTimeout(DashboardPage.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = await Chromium.PrepareAsync(Console.Error, cancellationToken),
            Args = Chromium.Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>Another service with the same data, at a level of privacy; its clock is not behind, since of many sessions the oldest ends.</summary>
    public Task<InsightsApp> StartAtLevelAsync(string level, IReadOnlyDictionary<string, string?>? settings = null) => InsightsApp.StartAsync(
        emulator, App.Clock.GetUtcNow(), _storage, new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Insights:Privacy:Level"] = level,
            ["Insights:Privacy:KnownDays"] = "0",
            ["Insights:Privacy:Key"] = "the key of the tests, which nobody knows",
        });

    /// <summary>Another service, of the same deployment with so many days of history.</summary>
    public Task<InsightsApp> StartWithHistoryAsync(int days) => StartAsync(emulator.NewAccount(), (collector, cancellationToken) => collector.FeedAsync(days, cancellationToken));

    /// <summary>The id of a template of the demo.</summary>
    public async Task<Guid> TemplateAsync(string name) => (await FindTemplateAsync(name))["id"]!.GetValue<Guid>();

    /// <summary>The id of the organization that has a template of the demo.</summary>
    public async Task<Guid> OrganizationAsync(string template) => (await FindTemplateAsync(template))["organization_id"]!.GetValue<Guid>();

    /// <summary>A token of a user who may view one template only; and the id by which it is revoked.</summary>
    public async Task<(string Id, string Token)> NewViewerAsync(Guid? template)
    {
        var (tokenId, token, user) = await NewUserAsync();
        if (template is { } id)
        {
            var list = new JsonObject { ["user_perms"] = new JsonObject { [user.ToString()] = "view_insights" } };
            (await App.SendAsync(HttpMethod.Patch, $"/api/v2/templates/{id}/acl", JsonContent.Create(list))).EnsureSuccessStatusCode();
        }

        return (tokenId, token);
    }

    /// <summary>A user who may view nothing yet, with a token.</summary>
    public async Task<(string TokenId, string Token, Guid Id)> NewUserAsync()
    {
        var user = Guid.NewGuid();
        await App.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(new JsonObject { ["id"] = user, ["username"] = $"viewer-{user:N}", ["status"] = "active" }),
        });
        var request = new JsonObject { ["name"] = "page", ["scopes"] = new JsonArray("read"), ["user_id"] = user };
        using var response = await App.SendAsync(HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(request));
        var token = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (token["id"]!.GetValue<string>(), token["token"]!.GetValue<string>(), user);
    }

    /// <summary>A report below <c>/insights</c>.</summary>
    public async Task<JsonNode> ReportAsync(string route, string query) => (await App.GetAsync($"/api/v2/insights/{route}?{query}"))["report"]!;

    internal Task<DashboardPage> OpenAsync(string path, PageOptions? options = null) => DashboardPage.OpenAsync(this, path, options ?? new PageOptions());

    private async Task<InsightsApp> StartAsync(string storage, Func<DemoCollector, CancellationToken, Task> feed)
    {
        var app = await InsightsApp.StartAsync(emulator, Now, storage);
        await feed(new DemoCollector(app.Http, app.Clock, TextWriter.Null), TestContext.Current.CancellationToken);
        await app.DrainAsync();
        await Maintenance.FoldAsync(app);
        app.Clock.Set(Now);
        return app;
    }

    private async Task<JsonNode> FindTemplateAsync(string name) =>
        (await App.GetAsync("/api/v2/templates")).AsArray().Single(template => template!["name"]!.GetValue<string>() == name)!;
}
