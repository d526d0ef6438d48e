using Insights.Functions.Tests.App;
using Microsoft.Playwright;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>How a page is opened.</summary>
internal sealed record PageOptions
{
    /// <summary>The token that the browser's session stands for; null for nobody signed in.</summary>
    public string? Token { get; init; } = InsightsApp.Token;

    public ColorScheme Theme { get; init; } = ColorScheme.Light;

    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    /// <summary>The time zone; null for what the browser finds by itself.</summary>
    public string? Zone { get; init; } = "Europe/Berlin";

    /// <summary>The language; null for what the browser finds by itself.</summary>
    public string? Locale { get; init; } = "en-GB";

    /// <summary>Another browser than the demo's.</summary>
    public IBrowser? Browser { get; init; }

    /// <summary>Whether the screen can be touched.</summary>
    public bool HasTouch { get; init; }

    /// <summary>What the clock of the browser shows first.</summary>
    public DateTimeOffset Now { get; init; } = Demo.Now;

    /// <summary>Whether scripts may be put into the page, which its policy does not let anybody else do.</summary>
    public bool BypassPolicy { get; init; }

    /// <summary>Another service than the demo's.</summary>
    public Uri? Address { get; init; }

    /// <summary>Console errors that the test brings about: the text they have.</summary>
    public string? ExpectedError { get; init; }
}
