using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Insights.Local.Azurite;
using Insights.Local.Hosting;
using Npgsql;

namespace Insights.Local.Postgres;

/// <summary>A PostgreSQL of its own on this machine, in a folder that goes with it. It is fast and keeps nothing.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    /// <summary>Its administrator, without a password.</summary>
    public const string Administrator = "postgres";

    private const int LogLines = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("insights-postgres-").FullName;
    private readonly Queue<string> _log = new();
    private Process? _server;
    private int _port;

    private PostgresProcess()
    {
    }

    /// <summary>Starts it; when this returns it answers.</summary>
    /// <exception cref="LocalRuntimeException">It is not installed, or does not start.</exception>
    public static async Task<PostgresProcess> StartAsync(CancellationToken cancellationToken)
    {
        var programs = PostgresPrograms.Find() ?? throw new LocalRuntimeException(PostgresPrograms.Missing);
        var postgres = new PostgresProcess();
        try
        {
            await postgres.StartAsync(programs, cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>How somebody connects to a database.</summary>
    public string ConnectionTo(string database, string user) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Database = database, Username = user, IncludeErrorDetail = true }.ConnectionString;

    /// <summary>Runs statements as the administrator.</summary>
    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database, Administrator) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            // Fast shutdown: connections are closed.
            await PostgresPrograms.RunAsync("kill", ["-INT", $"{_server.Id}"], CancellationToken.None);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync(string programs, CancellationToken cancellationToken)
    {
        await PostgresPrograms.HandOverAsync(_directory, cancellationToken);
        var data = Path.Combine(_directory, "data");
        var (program, arguments) = PostgresPrograms.AsUser(
            Path.Combine(programs, "initdb"), ["-D", data, "-U", Administrator, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await PostgresPrograms.RunAsync(program, arguments, cancellationToken);
        _port = FreePort();
        (program, arguments) = PostgresPrograms.AsUser(
            Path.Combine(programs, "postgres"),
            [
                "-D", data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_directory}", "-c", "fsync=off",
                "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200", "-c", "timezone=UTC", "-c", "logging_collector=off",
            ]);
        _server = ChildProcess.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, WorkingDirectory = "/" }, PostgresPrograms.Missing);
        _server.ErrorDataReceived += (_, line) => Note(line.Data ?? "");
        _server.BeginErrorReadLine();
        await WaitAsync(cancellationToken);
    }

    private void Note(string line)
    {
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > LogLines)
            {
                _log.Dequeue();
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync(Administrator, "select 1", cancellationToken);
                return;
            }
            catch (NpgsqlException) when (!_server!.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            catch (NpgsqlException e)
            {
                lock (_log)
                {
                    throw new LocalRuntimeException($"PostgreSQL did not start: {string.Join('\n', _log)}", e);
                }
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
