using System.Diagnostics;
using System.Globalization;

namespace DevelopmentHost.Workers;

/// <summary>A worker's process. What it writes is written on, to the same stream of this process.</summary>
internal sealed class WorkerProcess : IWorker
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    public WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Write(Console.Out, line.Data);
        process.ErrorDataReceived += (_, line) => Write(Console.Error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = WaitAsync();
    }

    public Task<string> Ended { get; }

    public Uri? HttpAddress => null;

    public int Id => _process.Id;

    /// <summary>Waits a little for a worker that was told to end, then ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Ended.WaitAsync(EndPatience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended;
        }

        _process.Dispose();
    }

    private static void Write(TextWriter stream, string? line)
    {
        if (line is not null)
        {
            stream.WriteLine(line);
        }
    }

    private async Task<string> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return string.Create(CultureInfo.InvariantCulture, $"exit code {_process.ExitCode}");
    }
}
