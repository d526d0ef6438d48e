using System.ComponentModel;
using System.Diagnostics;

namespace Insights.Functions.Tests.Shared;

/// <summary>Programs that tests need and a fresh machine has not. Debian's are installed on first use, where that is allowed.</summary>
internal static class DebianPackage
{
    // Test projects run side by side, as processes of their own, and apt does not wait for another to read its lists.
    private static readonly string LockPath = Path.Combine(Path.GetTempPath(), "insights-tests-packages.lock");

    /// <summary>Installs a package if Debian's tools are there; whoever needs a program of it looks whether it is there afterwards.</summary>
    /// <param name="package">Its name.</param>
    /// <param name="log">What is told what is being done.</param>
    /// <param name="cancellationToken">Ends the waiting for another that installs.</param>
    public static async Task InstallAsync(string package, TextWriter log, CancellationToken cancellationToken)
    {
        await using var alone = await LockAsync(cancellationToken);
        await log.WriteLineAsync($"{package} is not there; installing Debian's (apt-get install {package}, this once) ...");
        if (!await AptAsync(["install", package], log, cancellationToken))
        {
            await log.WriteLineAsync("... the package lists may be old (apt-get update) ...");
            await AptAsync(["update"], log, cancellationToken);
            await AptAsync(["install", package], log, cancellationToken);
        }
    }

    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private static async Task<bool> AptAsync(IEnumerable<string> arguments, TextWriter log, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("apt-get", ["-y", "-q", "-o", "DPkg::Lock::Timeout=300", "--no-install-recommends", .. arguments])
            {
                RedirectStandardOutput = true,
                Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            })!;
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                await log.WriteLineAsync("  " + line);
            }

            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
