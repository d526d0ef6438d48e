using System.Diagnostics;

namespace Insights.Open.Tests;

/// <summary>A program that runs until the test is over.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly Process _process;

    private Service(Process process) => _process = process;

    public static Service Start(string program, IEnumerable<string> arguments) => new(Process.Start(new ProcessStartInfo(program, arguments))!);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
