using Insights.Local.Azurite;
using Insights.Local.Hosting;

namespace Insights.Local.Postgres;

/// <summary>PostgreSQL's programs, where they are installed.</summary>
internal static class PostgresPrograms
{
    /// <summary>What is said where there are none.</summary>
    public const string Missing = "PostgreSQL is needed: install Debian's package postgresql, or put initdb and postgres in the PATH.";

    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Whom the server runs as where the caller is root, which it refuses to be.</summary>
    private const string Unprivileged = "nobody";

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>; null when they are not installed.</summary>
    public static string? Find()
    {
        var packaged = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return packaged
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    /// <summary>A program and its arguments, as somebody who is not root.</summary>
    public static (string Program, IEnumerable<string> Arguments) AsUser(string program, IEnumerable<string> arguments) =>
        IsRoot ? ("setpriv", ["--reuid", Unprivileged, "--regid", "nogroup", "--clear-groups", program, .. arguments]) : (program, arguments);

    /// <summary>Gives a folder to whom the server runs as.</summary>
    public static async Task HandOverAsync(string directory, CancellationToken cancellationToken)
    {
        if (IsRoot)
        {
            await RunAsync("chown", [Unprivileged, directory], cancellationToken);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="LocalRuntimeException">It failed; the message has what it wrote.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ChildProcess.RunAsync(program, arguments, "/", Missing, cancellationToken);
        if (exitCode != 0)
        {
            throw new LocalRuntimeException($"{program} ended with {exitCode}: {output}");
        }
    }

    private static bool IsRoot => Environment.UserName == "root";
}
