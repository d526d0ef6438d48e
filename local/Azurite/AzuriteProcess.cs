using System.Diagnostics;
using System.Net.Sockets;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>
/// An Azurite of one's own: a child process on free ports of 127.0.0.1, which ends when it is disposed of and when this process ends,
/// even by SIGKILL.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable, IDisposable
{
    private const string Setsid = "/usr/bin/setsid";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);

    private readonly Process _process;
    private readonly AzuriteOutput _output;
    private readonly AzuriteDirectory? _directory;
    private readonly Dictionary<string, AzuriteAccount> _accounts;
    private AzuritePorts _ports = new(0, 0, 0);
    private int _disposed;

    private AzuriteProcess(Process process, AzuriteDirectory? directory, IEnumerable<AzuriteAccount> accounts)
    {
        _process = process;
        _output = new(process);
        _directory = directory;
        _accounts = accounts.ToDictionary(account => account.Name);
        ProcessId = process.Id;
    }

    /// <summary>The child's process id.</summary>
    public int ProcessId { get; }

    internal AzuritePorts Ports => _ports;

    /// <summary>Starts Azurite, installing it first where it has never been, and returns when it takes connections.</summary>
    /// <param name="options">How to start it.</param>
    /// <param name="cancellationToken">Gives up, and ends the child.</param>
    /// <exception cref="LocalRuntimeException">It does not start; the message says what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var script = await AzuriteInstallation.PrepareAsync(options.Log, cancellationToken);
        var directory = options.DataDirectory is null ? null : AzuriteDirectory.Hold(Path.GetFullPath(options.DataDirectory));
        AzuriteAccount[] accounts = options.Accounts.Count == 0
            ? [AzuriteAccount.WellKnown]
            : [.. options.Accounts.Select(AzuriteAccount.Create)];
        AzuriteProcess? azurite = null;
        try
        {
            var start = StartInfo(script, options, accounts);
            azurite = new(ChildProcess.Start(start, AzuriteInstallation.NodeMissing), directory, accounts);
            directory?.NoteUser(azurite._process);
            await azurite.WaitUntilReadyAsync(cancellationToken);
            return azurite;
        }
        catch
        {
            azurite?.Dispose();
            directory?.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of an account.</summary>
    /// <param name="account">One of the accounts it was started with.</param>
    public string ConnectionString(string account = "devstoreaccount1") => _accounts[account].ConnectionString(_ports);

    /// <summary>Lets Azurite save its data and end, for a few seconds; then kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            using var patience = new CancellationTokenSource(StopTimeout);
            try
            {
                _process.StandardInput.Close();
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }

            _process.Dispose();
            _directory?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static ProcessStartInfo StartInfo(string script, AzuriteOptions options, AzuriteAccount[] accounts)
    {
        string[] persistence = options.DataDirectory is null
            ? ["--inMemoryPersistence"]
            : ["--location", Path.GetFullPath(options.DataDirectory)];
        // In a session of its own, so that a signal to the whole process group leaves it the time to save its data.
        string[] command = File.Exists(Setsid) ? [Setsid, "node"] : ["node"];
        var start = new ProcessStartInfo(
            command[0],
            [
                .. command[1..],
                "-e", AzuriteBootstrap.Script, "--", script,
                "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
                "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
                .. persistence,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.DataDirectory ?? Path.GetTempPath(),
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account.Name}:{account.Key}"));
        return start;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        try
        {
            _ports = await _output.PortsAsync(patience.Token);
            await _ports.ConnectAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalRuntimeException($"Azurite did not start within {StartTimeout.TotalSeconds:0} s. It said:\n{_output}");
        }
        catch (SocketException cause)
        {
            throw new LocalRuntimeException($"Azurite ended while it started. It said:\n{_output}", cause);
        }
    }
}
