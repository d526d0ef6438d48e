using System.Globalization;
using Insights.Local.Demo;

namespace Insights.Local.Hosting;

/// <summary>Feeds the demo to the app that listens. Its failure leaves the app running.</summary>
internal static class DemoFeed
{
    public static async Task RunAsync(
        Uri address, string token, Greeting greeting, TextWriter console, TextWriter errors, TimeProvider clock, CancellationToken stopping)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Add("Coder-Session-Token", token);
            var demo = new DemoCollector(client, clock, console);
            await demo.FeedAsync(stopping);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The demo is in, and goes on live at {address}"));
            await greeting.WriteCurlAsync();
            await demo.GoLiveAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app stops.
        }
        catch (Exception error)
        {
            await errors.WriteLineAsync($"The demo has failed; the app goes on without it. {error}");
        }
    }
}
