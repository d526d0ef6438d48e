using System.Diagnostics;
using System.Reflection;
using Insights.Functions.Tests.App;

namespace Insights.Coder.Tests.World;

/// <summary>The program beside Coder, as a process of its own.</summary>
internal sealed class CollectorProcess : IDisposable
{
    /// <summary>Where it is built.</summary>
    public static readonly string Program = typeof(CollectorProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Collector").Value!;

    private readonly Process _process;
    private readonly Task<string> _output;

    private CollectorProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static CollectorProcess Start(CoderWorld world, InsightsApp app, string tokenFile, params string[] more)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Program, "--insights", app.Http.BaseAddress!.ToString(), "--token-file", tokenFile, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = false,
            Environment = { ["Insights__Coder__Database"] = world.Reader },
        };
        return new CollectorProcess(Process.Start(start)!);
    }

    /// <summary>Kills it (SIGKILL), wherever it is.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended, and gives its exit code and what it wrote.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
