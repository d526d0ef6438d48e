using System.Diagnostics;
using System.Globalization;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>Azurite in <c>node_modules</c> beside package-lock.json, installed there on first use.</summary>
internal static class AzuriteInstallation
{
    public const string NodeMissing =
        "Azurite, the storage emulator, needs Node.js 20 or newer, and the command node was not found. Install it from https://nodejs.org, "
        + "or give a storage account of your own with --storage CONNECTION.";

    private const int OldestNode = 20;

    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(5);

    /// <summary>The directory with package-lock.json, upward from the app or the working directory; null where there is none.</summary>
    public static string? Root { get; } = new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
        .SelectMany(Upward).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "package-lock.json")));

    /// <summary>The script to run, after installing it if need be.</summary>
    /// <exception cref="LocalRuntimeException">Node or npm is absent or too old, or the installation failed.</exception>
    public static async Task<string> PrepareAsync(TextWriter log, CancellationToken cancellationToken)
    {
        var root = Root ?? throw new LocalRuntimeException(
            $"No package-lock.json was found above {AppContext.BaseDirectory} or the working directory, so Azurite cannot be installed. "
            + "Run from the repository, or give a storage account with --storage CONNECTION.");
        await CheckNodeAsync(cancellationToken);
        if (!IsInstalled(root))
        {
            await InstallAsync(root, log, cancellationToken);
        }

        return Script(root);
    }

    private static string Script(string root) => Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");

    // npm writes its own copy of the lock file last: without it an installation was cut short.
    private static bool IsInstalled(string root) =>
        File.Exists(Script(root)) && File.Exists(Path.Combine(root, "node_modules", ".package-lock.json"));

    private static async Task CheckNodeAsync(CancellationToken cancellationToken)
    {
        var (_, output) = await ChildProcess.RunAsync("node", ["--version"], null, NodeMissing, cancellationToken);
        if (!int.TryParse(output.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || major < OldestNode)
        {
            throw new LocalRuntimeException(
                $"Azurite, the storage emulator, needs Node.js {OldestNode} or newer, and node is {output}. Install a newer one from "
                + "https://nodejs.org, or give a storage account of your own with --storage CONNECTION.");
        }
    }

    private static async Task InstallAsync(string root, TextWriter log, CancellationToken cancellationToken)
    {
        // npm ci empties node_modules first, so of processes that start together only one may run it.
        using var turn = await TakeTurnAsync(root, log, cancellationToken);
        if (IsInstalled(root))
        {
            return;
        }

        await log.WriteLineAsync($"Installing Azurite, the storage emulator, into {root}/node_modules (npm ci, this once) ...");
        var clock = Stopwatch.StartNew();
        using var progress = new Timer(_ => log.WriteLine($"... still installing after {clock.Elapsed.TotalSeconds:0} s"));
        progress.Change(ProgressPeriod, ProgressPeriod);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, output) = await ChildProcess.RunAsync(
            npm,
            ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
            root,
            "Azurite, the storage emulator, is installed by npm, and the command npm was not found. It comes with Node.js "
            + "(https://nodejs.org); or give a storage account of your own with --storage CONNECTION.",
            cancellationToken);
        if (exitCode != 0 || !IsInstalled(root))
        {
            throw new LocalRuntimeException(
                $"npm ci in {root} failed with exit code {exitCode}, so Azurite is not installed. Run it there by hand to see more, or "
                + $"give a storage account of your own with --storage CONNECTION. It said:\n{output}");
        }

        await log.WriteLineAsync($"Installed in {clock.Elapsed.TotalSeconds:0} s.");
    }

    private static async Task<FileStream> TakeTurnAsync(string root, TextWriter log, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(root, ".azurite")).FullName, "npm-ci.lock");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (attempt == 0)
                {
                    await log.WriteLineAsync("Waiting for another process that installs Azurite ...");
                }

                await Task.Delay(200, cancellationToken);
            }
        }
    }

    private static IEnumerable<string> Upward(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            yield return directory.FullName;
        }
    }
}
