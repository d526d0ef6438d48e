using System.Diagnostics;
using System.Reflection;

namespace Insights.Infra.Tests;

/// <summary>Runs the Bicep CLI.</summary>
internal static class BicepCli
{
    private static readonly string Tool = typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;

    /// <summary>Runs a command, with environment variables besides those of this process, and returns what it said.</summary>
    public static async Task<BicepResult> RunAsync(
        string directory, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new BicepResult(process.ExitCode, await output, await error);
    }
}
