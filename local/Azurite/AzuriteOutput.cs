using System.Diagnostics;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>What Azurite writes: its ports, and the last lines for an error message.</summary>
internal sealed class AzuriteOutput
{
    private const int KeptLines = 20;

    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<AzuritePorts> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AzuritePorts _ports = new(0, 0, 0);

    public AzuriteOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <exception cref="LocalRuntimeException">Azurite ended first.</exception>
    public Task<AzuritePorts> PortsAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Take(string? line)
    {
        Keep(line);
        if (line is null)
        {
            _ready.TrySetException(new LocalRuntimeException($"Azurite ended while it started. It said:\n{this}"));
            return;
        }

        _ports = _ports.Read(line);
        if (_ports.Complete)
        {
            _ready.TrySetResult(_ports);
        }
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
            {
                _lines.Enqueue(line);
                if (_lines.Count > KeptLines)
                {
                    _lines.Dequeue();
                }
            }
        }
    }
}
