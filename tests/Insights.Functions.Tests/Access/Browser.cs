using System.Net;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>A browser that has the page open: it keeps the cookie that it is given, and sends what the page sends.</summary>
internal sealed class Browser(InsightsApp app)
{
    /// <summary>What it is told to keep, attributes and all.</summary>
    public string SetCookie { get; set; } = "";

    /// <summary>What it sends: the name and the value.</summary>
    public string Cookie => SetCookie.Split(';')[0];

    public static async Task<Browser> SignedInAsync(InsightsApp app, string credential)
    {
        var browser = new Browser(app);
        (await browser.SignInAsync(credential)).AssertStatus(HttpStatusCode.NoContent);
        return browser;
    }

    public async Task<ApiAnswer> SignInAsync(string credential, Action<HttpRequestMessage>? change = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "session", request =>
        {
            request.Headers.Remove("Coder-Session-Token");
            request.Headers.Add("Coder-Session-Token", credential);
            change?.Invoke(request);
        });
        if (answer.Status == HttpStatusCode.NoContent)
        {
            SetCookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        }

        return answer;
    }

    /// <summary>Sends what the page sends, changed as a test wants it.</summary>
    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, $"/api/v2/{path}");
        request.Headers.Add("Coder-Session-Token", "");
        request.Headers.Add("Insights-Request", "page");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (Cookie.Length > 0)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        change?.Invoke(request);
        return ApiAnswer.OfAsync(app.Http, request);
    }

    public Task<ApiAnswer> MeAsync() => SendAsync(HttpMethod.Get, "users/me");

    /// <summary>When its session ends, as it is told.</summary>
    public async Task<DateTimeOffset> ExpiresAtAsync() => (await MeAsync()).AssertStatus(HttpStatusCode.OK).Body["session"]!["expires_at"]!.GetValue<DateTimeOffset>();

    /// <summary>Another tab of it, which another instance answers.</summary>
    public Browser On(InsightsApp instance) => new(instance) { SetCookie = SetCookie };

    /// <summary>A browser with another secret under the same id.</summary>
    public Browser Guessing() => new(app) { SetCookie = Cookie[..^22] + new string('A', 22) };
}
