using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>A tab of a browser of its own, whose console must stay without errors.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    /// <summary>How long, in milliseconds, is waited for what must come.</summary>
    public const float Patience = 30_000;

    private readonly IBrowserContext _context;
    private readonly PageOptions _options;
    private readonly List<string> _errors = [];

    private DashboardPage(IBrowserContext context, IPage page, PageOptions options)
    {
        _context = context;
        _options = options;
        Page = page;
        page.Console += (_, message) => Record(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Record(true, error);
    }

    public IPage Page { get; }

    /// <summary>The path and query that the address bar shows.</summary>
    public string PathAndQuery => new Uri(Page.Url).PathAndQuery;

    /// <summary>The parameters of the address.</summary>
    public System.Collections.Specialized.NameValueCollection Query => System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query);

    public static async Task<DashboardPage> OpenAsync(Demo demo, string path, PageOptions options)
    {
        var context = await demo.Browser.NewContextAsync(new()
        {
            BaseURL = (options.Address ?? demo.Address).ToString(),
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            ColorScheme = options.Theme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = options.Locale,
            TimezoneId = options.Zone,
            BypassCSP = options.BypassPolicy,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        await context.Clock.InstallAsync(new() { TimeDate = options.Now.UtcDateTime });
        var page = new DashboardPage(context, await context.NewPageAsync(), options);
        if (options.Token is not null)
        {
            // Once: a page that has forgotten its token must not find it again.
            await page.Page.AddInitScriptAsync($$"""
                if (!sessionStorage.getItem('test.seen')) {
                  sessionStorage.setItem('test.seen', '1');
                  sessionStorage.setItem('insights.token', {{JsonSerializer.Serialize(options.Token)}});
                }
                """);
        }

        await page.Page.GotoAsync(path);
        return page;
    }

    /// <summary>The panel of a title.</summary>
    public ILocator Panel(string title) => Page.Locator("section.panel").Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    /// <summary>Waits until no panel is loading.</summary>
    public async Task SettleAsync()
    {
        await Assertions.Expect(Page.Locator("main [data-state], main .cards, main .notice").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true], .skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>An attribute of every element that a selector finds in a panel.</summary>
    public static Task<string[]> AttributesAsync(ILocator within, string selector, string name) =>
        within.Locator(selector).EvaluateAllAsync<string[]>("(elements, name) => elements.map(element => element.getAttribute(name))", name);

    /// <summary>The text of every element that a selector finds.</summary>
    public static async Task<string[]> TextsAsync(ILocator within, string selector) =>
        [.. (await within.Locator(selector).AllInnerTextsAsync()).Select(text => text.Trim())];

    /// <summary>What axe finds wrong.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        await Page.AddScriptTagAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "axe.min.js") });
        var report = await Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. report.GetProperty("violations").EnumerateArray().Select(violation =>
                $"{violation.GetProperty("impact")} {violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")} {violation.GetProperty("nodes")[0].GetProperty("failureSummary")}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }

    private void Record(bool isError, string text)
    {
        if (isError && !(_options.ExpectedError is { } expected && text.Contains(expected, StringComparison.Ordinal)))
        {
            _errors.Add(text);
        }
    }
}
