using System.Net.Sockets;
using DevelopmentHost.Protocol;

namespace DevelopmentHost.Workers;

/// <summary>A worker that has loaded its functions.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private const string HttpCapability = "HttpUri";

    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly IWorker _worker;

    private RunningWorker(IWorker worker, WorkerConnection connection, IReadOnlyList<FunctionDefinition> functions, Uri? http) =>
        (_worker, Connection, Functions, Http) = (worker, connection, functions, http);

    public WorkerConnection Connection { get; }

    public IReadOnlyList<FunctionDefinition> Functions { get; }

    /// <summary>Where its web server listens; null where it has none.</summary>
    public Uri? Http { get; }

    /// <exception cref="HostStartException">The worker ends, or refuses.</exception>
    public static async Task<RunningWorker> ConnectAsync(
        IWorker worker, Task<WorkerConnection> expected, string applicationDirectory, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(expected, worker.Ended).WaitAsync(cancellationToken) == worker.Ended)
        {
            throw new HostStartException($"The worker ended while it started ({await worker.Ended}).");
        }

        var connection = await expected;
        try
        {
            var (functions, capabilities) = await connection.InitializeAsync(applicationDirectory, cancellationToken);
            var http = worker.HttpAddress ?? (capabilities.TryGetValue(HttpCapability, out var address) ? new Uri(address) : null);
            await UntilListeningAsync(http, cancellationToken);
            return new(worker, connection, functions, http);
        }
        catch (WorkerLostException cause)
        {
            throw new HostStartException($"The worker ended while it started ({await worker.Ended.WaitAsync(cancellationToken)}).", cause);
        }
    }

    /// <summary>Waits until the worker is of no use any more.</summary>
    /// <returns>How it ended.</returns>
    public async Task<string> LostAsync(CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(_worker.Ended, Connection.Closed, Task.Delay(Timeout.Infinite, cancellationToken));
        return first == _worker.Ended ? await _worker.Ended : "its stream broke";
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Terminate(Grace);
        await _worker.DisposeAsync();
    }

    // A worker connects to the host before its web server listens.
    private static async Task UntilListeningAsync(Uri? http, CancellationToken cancellationToken)
    {
        while (http is not null)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(http.Host, http.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(ConnectPause, cancellationToken);
            }
        }
    }
}
