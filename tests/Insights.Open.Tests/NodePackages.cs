using System.Runtime.CompilerServices;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>Programs that come from npm, of the versions that the lock file names; installed on first use.</summary>
internal static class NodePackages
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(OfThisFile())!, "npm");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Runs a script of theirs, or of ours that uses them.</summary>
    /// <param name="script">Its path in their folder.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>Its exit code and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string script, IEnumerable<string> arguments, string? input = null)
    {
        await Installed.Value;
        return await Command.RunAsync("node", [Path.Combine(Folder, script), .. arguments], Path.GetTempPath(), input);
    }

    /// <summary>Puts the packages, and a file that uses them, into a folder of the test's own, where what a program makes may lie beside them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The name of the file.</param>
    public static async Task BringAsync(ScratchFolder folder, string file)
    {
        await Installed.Value;
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), Path.Combine(Folder, "node_modules"));
        File.Copy(Path.Combine(Folder, file), Path.Combine(folder.Path, file));
    }

    // A copy of the lock file says that all of it was installed; npm ci empties the folder first.
    private static async Task InstallAsync()
    {
        var (left, wanted) = (Path.Combine(Folder, "node_modules", ".insights-lock"), await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json")));
        if (File.Exists(left) && await File.ReadAllTextAsync(left) == wanted)
        {
            return;
        }

        var (exit, log) = await Command.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Folder);
        Assert.True(exit == 0, $"What npm has for the tests could not be installed: {log}");
        await File.WriteAllTextAsync(left, wanted);
    }

    private static string OfThisFile([CallerFilePath] string file = "") => file;
}
