using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>The Chromium of this machine, first the one that has no window and takes half the time; where Debian's packages can be installed, it is installed on first use.</summary>
internal static class Chromium
{
    private static readonly string[] Commands = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    /// <summary>What a test's browser needs not to be a nuisance: no sandbox within a container, and no calls of its own.</summary>
    public static string[] Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>The path of the program.</summary>
    public static async Task<string> PrepareAsync(TextWriter log, CancellationToken cancellationToken)
    {
        if (Find() is { } found)
        {
            return found;
        }

        await DebianPackage.InstallAsync("chromium-headless-shell", log, cancellationToken);
        var installed = Find();
        Assert.True(installed is not null, "The tests of the page need Chromium, and it could not be installed. Install it, or Chrome, so that it is in PATH.");
        await log.WriteLineAsync($"Installed {installed}.");
        return installed;
    }

    private static string? Find() => (
        from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from command in Commands
        let path = Path.Combine(directory, OperatingSystem.IsWindows() ? command + ".exe" : command)
        orderby Array.IndexOf(Commands, command)
        where File.Exists(path)
        select path).FirstOrDefault();
}
