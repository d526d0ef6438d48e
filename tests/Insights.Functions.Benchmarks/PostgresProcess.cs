using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Insights.Coder.Tests.Database;
using Npgsql;

namespace Insights.Functions.Benchmarks;

/// <summary>A PostgreSQL of one's own with Debian's settings, but for what keeps it from being there after a crash.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    // It refuses to run as root.
    private const string Unprivileged = "nobody";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory;
    private readonly Process _server;

    private PostgresProcess(string directory, Process server, NpgsqlDataSource database) => (_directory, _server, Database) = (directory, server, database);

    public NpgsqlDataSource Database { get; }

    public static async Task<PostgresProcess> StartAsync(CancellationToken cancellationToken)
    {
        var binaries = await PostgresBinaries.FindAsync(cancellationToken);
        var directory = Directory.CreateTempSubdirectory("insights-benchmark-").FullName;
        if (Environment.UserName == "root")
        {
            await PostgresBinaries.RunAsync("chown", [Unprivileged, directory], cancellationToken);
        }

        var data = Path.Combine(directory, "data");
        var (program, arguments) = AsUser(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await PostgresBinaries.RunAsync(program, arguments, cancellationToken);
        var port = FreePort();
        (program, arguments) = AsUser(
            Path.Combine(binaries, "postgres"),
            "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={directory}", "-c", "fsync=off", "-c", "timezone=UTC", "-c", "logging_collector=off");
        var server = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, WorkingDirectory = "/" })!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        var database = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Command Timeout=600");
        var postgres = new PostgresProcess(directory, server, database);
        await postgres.WaitAsync(cancellationToken);
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (!_server.HasExited)
        {
            await PostgresBinaries.RunAsync("kill", ["-INT", $"{_server.Id}"], CancellationToken.None);
            await _server.WaitForExitAsync();
        }

        _server.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static (string Program, string[] Arguments) AsUser(string program, params string[] arguments) => Environment.UserName == "root"
        ? ("setpriv", ["--reuid", Unprivileged, "--regid", "nogroup", "--clear-groups", program, .. arguments])
        : (program, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var begin = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await using var command = Database.CreateCommand("select 1");
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException) when (!_server.HasExited && Stopwatch.GetElapsedTime(begin) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }
}
