using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>A tab of a browser of its own, whose console must stay without errors.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    /// <summary>How long, in milliseconds, is waited for what must come.</summary>
    public const float Patience = 30_000;

    private readonly Demo _demo;
    private readonly IBrowserContext _context;
    private readonly PageOptions _options;
    private readonly List<string> _errors = [];

    private DashboardPage(Demo demo, IBrowserContext context, IPage page, PageOptions options)
    {
        _demo = demo;
        _context = context;
        _options = options;
        Page = page;
        page.Console += (_, message) => Record(message.Type is "error" or "warning", $"{message.Text} {message.Location}");
        page.PageError += (_, error) => Record(true, error);
    }

    public IPage Page { get; }

    /// <summary>The path and query that the address bar shows.</summary>
    public string PathAndQuery => new Uri(Page.Url).PathAndQuery;

    /// <summary>The parameters of the address.</summary>
    public System.Collections.Specialized.NameValueCollection Query => System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query);

    public static async Task<DashboardPage> OpenAsync(Demo demo, string path, PageOptions options)
    {
        var context = await (options.Browser ?? demo.Browser).NewContextAsync(new()
        {
            BaseURL = (options.Address ?? demo.Address).ToString(),
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            ColorScheme = options.Theme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = options.Locale,
            TimezoneId = options.Zone,
            BypassCSP = options.BypassPolicy,
            AcceptDownloads = true,
            HasTouch = options.HasTouch,
        });
        context.SetDefaultTimeout(Patience);
        await context.Clock.InstallAsync(new() { TimeDate = options.Now.UtcDateTime });
        var page = new DashboardPage(demo, context, await context.NewPageAsync(), options);
        if (options.Token is not null)
        {
            await page.SignInAsync(options.Token);
        }

        await page.Page.GotoAsync(path);
        return page;
    }

    /// <summary>Gives the browser the session of a token, and the memory of having signed in, as the page does.</summary>
    public async Task SignInAsync(string token)
    {
        var address = new Uri(_options.Address ?? _demo.Address, "/api/v2/session");
        var answer = await _context.APIRequest.PostAsync(address.ToString(), new() { Headers = [new("Authorization", $"Bearer {token}")] });
        Assert.Equal(204, answer.Status);

        // Once: a page that has forgotten it must not find it again.
        await Page.AddInitScriptAsync("""
            if (!localStorage.getItem('test.seen')) {
              localStorage.setItem('test.seen', '1');
              localStorage.setItem('insights.signed-in', 'true');
            }
            """);
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync(string path)
    {
        var tab = await _context.NewPageAsync();
        tab.Console += (_, message) => Record(message.Type is "error" or "warning", $"{message.Text} {message.Location}");
        tab.PageError += (_, error) => Record(true, error);
        await tab.GotoAsync(path);
        return tab;
    }

    /// <summary>The panel of a title.</summary>
    public ILocator Panel(string title) => Page.Locator("section.panel").Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    /// <summary>Waits until no panel is loading.</summary>
    public async Task SettleAsync()
    {
        await Assertions.Expect(Page.Locator("main [data-state], main .cards, main .notice, main .first-run").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true], .skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>Brings a part below the first screen into view, and waits until it is there.</summary>
    public async Task ShowSectionAsync(string section)
    {
        await SettleAsync();
        await Page.Locator($"[data-section={section}] h2").First.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(Page.Locator($"[data-section={section}] .panel").First).ToBeVisibleAsync();
        await SettleAsync();
    }

    /// <summary>Some attributes of every row of a list that a selector finds, over all of its pages.</summary>
    public static async Task<string[]> RowsAsync(ILocator within, string selector, params string[] names)
    {
        var rows = new List<string>();
        var next = within.GetByRole(AriaRole.Button, new() { Name = "Next page" });
        while (true)
        {
            rows.AddRange(await within.Locator($"{selector}:visible").EvaluateAllAsync<string[]>(
                "(elements, names) => elements.map(element => names.map(name => element.getAttribute(name)).join(' '))", names));
            if (await next.CountAsync() == 0 || await next.GetAttributeAsync("aria-disabled") == "true")
            {
                break;
            }

            await next.ClickAsync();
        }

        var first = within.GetByRole(AriaRole.Button, new() { Name = "First page" });
        if (await first.CountAsync() > 0)
        {
            await first.ClickAsync();
        }

        return [.. rows];
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
        Assert.True(_errors.Count == 0, string.Join(Environment.NewLine, _errors));
    }

    private void Record(bool isError, string text)
    {
        if (isError && !(_options.ExpectedError is { } expected && text.Contains(expected, StringComparison.Ordinal)))
        {
            _errors.Add(text);
        }
    }
}
