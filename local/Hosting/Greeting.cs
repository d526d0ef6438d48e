using System.Globalization;

namespace Insights.Local.Hosting;

/// <summary>Says where the page and the app are and, where the token was made here, how to call it. A configured token is never printed.</summary>
/// <param name="console">Where it is said.</param>
/// <param name="address">Where the app is.</param>
/// <param name="generated">The token that was made here; null where one was configured.</param>
/// <param name="clock">The clock of the request to try.</param>
internal sealed class Greeting(TextWriter console, Uri address, BootstrapToken? generated, TimeProvider clock)
{
    private const string Header = "Coder-Session-Token";

    private readonly string _base = address.ToString().TrimEnd('/');

    public async Task WriteAsync()
    {
        await console.WriteLineAsync($"The page     {_base}/");
        if (generated is not null)
        {
            await console.WriteLineAsync($"Token        {generated.Value}");
        }

        await console.WriteLineAsync($"Listening on {_base}");
        await WriteCurlAsync();
    }

    /// <summary>A request to try, for the last seven days.</summary>
    public async Task WriteCurlAsync()
    {
        if (generated is not null)
        {
            var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            var range = $"start_time={Text(today.AddDays(-7))}&end_time={Text(today)}";
            await console.WriteLineAsync($"curl -H \"{Header}: {generated.Value}\" \"{_base}/api/v2/insights/templates?{range}\"");
        }
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
