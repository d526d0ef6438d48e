using System.Diagnostics;
using Insights.Functions.Tests.Shared;

namespace Insights.Coder.Tests.Database;

/// <summary>Finds PostgreSQL's programs, and installs Debian's where there are none and that is allowed.</summary>
internal static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.conf";

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>.</summary>
    public static async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (Find() is { } found)
        {
            return found;
        }

        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            // Only the programs: the package would set up a server of its own, too.
            Directory.CreateDirectory(Path.GetDirectoryName(ClusterSettings)!);
            await File.WriteAllTextAsync(ClusterSettings, "create_main_cluster = false\n", cancellationToken);
            await DebianPackage.InstallAsync("postgresql", Console.Error, cancellationToken);
        }

        return Find() ?? throw new InvalidOperationException("PostgreSQL is needed: install Debian's package postgresql, or put initdb and postgres in the PATH.");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Concat(output)}");
        }
    }

    private static string? Find()
    {
        var packaged = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return packaged
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
