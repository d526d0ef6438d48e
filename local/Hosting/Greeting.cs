using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting;

/// <summary>Says where the app is and, where the token was made here, how to call it. A configured token is never printed.</summary>
internal sealed class Greeting(
    LocalRuntime runtime,
    IConfiguration configuration,
    IOptions<LocalRuntimeOptions> options,
    TimeProvider clock,
    GeneratedToken generated)
{
    private const string Token = "Coder-Session-Token";

    public async Task WriteAsync()
    {
        var console = options.Value.Console;
        await console.WriteLineAsync($"Listening on {Base}");
        if (Shown is { } token)
        {
            await console.WriteLineAsync($"Token        {token}");
        }

        await WriteCurlAsync();
    }

    /// <summary>A request to try, for the last seven days.</summary>
    public async Task WriteCurlAsync()
    {
        if (Shown is { } token)
        {
            var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            var range = $"start_time={Text(today.AddDays(-7))}&end_time={Text(today)}";
            await options.Value.Console.WriteLineAsync($"curl -H \"{Token}: {token}\" \"{Base}/api/v2/insights/templates?{range}\"");
        }
    }

    private string Base => runtime.Address.ToString().TrimEnd('/');

    private string? Shown => generated.Token is { } made && configuration[BootstrapToken.Setting] == made.Value ? made.Value : null;

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
