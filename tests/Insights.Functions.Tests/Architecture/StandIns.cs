using System.Diagnostics;

namespace Insights.Functions.Tests.Architecture;

/// <summary>
/// Runs what a document says to type where the programs that it names would change something, or are not there: others of their names stand in for them, write down how
/// they were called, and answer what a test says.
/// </summary>
/// <param name="answers">For each of the programs what it does then, in the words of bash.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class StandIns(IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken) : IDisposable
{
    private const char EndOfArguments = '\x1e';
    private const char EndOfCall = '\x1f';

    private readonly string _folder = Directory.CreateTempSubdirectory("insights-stand-ins-").FullName;

    /// <summary>A folder to work in.</summary>
    public string Scratch => Directory.CreateDirectory(Path.Combine(_folder, "scratch")).FullName;

    /// <summary>Runs a script, which ends with the first command that fails.</summary>
    /// <param name="script">The script.</param>
    /// <param name="folder">Where; null for a folder of its own.</param>
    /// <param name="variables">Variables of its environment.</param>
    /// <returns>How it ended, what it said, and the calls of the programs, in their order.</returns>
    public async Task<(int ExitCode, string Output, IReadOnlyList<ProgramCall> Calls)> RunAsync(
        string script, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var (programs, calls) = (Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName, Path.Combine(_folder, "calls"));
        await File.WriteAllTextAsync(calls, "", cancellationToken);
        foreach (var (name, answer) in answers)
        {
            await WriteAsync(Path.Combine(programs, name), calls, answer);
        }

        var start = new ProcessStartInfo("bash", ["-c", $"set -eu -o pipefail\n{script}"]) { WorkingDirectory = folder ?? Scratch, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = $"{programs}:{start.Environment["PATH"]}";
        start.Environment["STAND_INS"] = _folder;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error, Read(await File.ReadAllTextAsync(calls, cancellationToken)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Puts a stand-in at a path.</summary>
    public Task PlaceAsync(string path, string answer = "") => WriteAsync(Path.Combine(Scratch, path), Path.Combine(_folder, "calls"), answer);

    private static bool IsSetting(string name) => name.StartsWith("Insights_", StringComparison.Ordinal) || name.StartsWith("INSIGHTS_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || name is "AZURE_ENV_NAME";

    private async Task WriteAsync(string path, string calls, string answer)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(
            path,
            $$"""
            #!/bin/bash
            {
              printf '%s\0' "${0##*/}" "$@"
              printf '\x1e\0'
              env -0 | grep -zE '^(Insights|INSIGHTS|OTEL)_' || true
              printf '\x1f\0'
            } >> '{{calls}}'
            {{answer}}

            """,
            cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static ProgramCall[] Read(string calls) =>
    [
        .. from call in calls.Split($"{EndOfCall}\0", StringSplitOptions.RemoveEmptyEntries)
           let halves = call.Split($"{EndOfArguments}\0")
           let words = halves[0].Split('\0')[..^1]
           select new ProgramCall(
               words[0],
               words[1..],
               halves[1].Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).ToDictionary(variable => variable[0], variable => variable[1])),
    ];
}
