using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Insights.Coder.Database;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Insights.Coder.Tests.Database;

/// <summary>One real PostgreSQL for all tests, in a folder of its own, with a database for each test that asks for one.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Reader = "insights_reader";

    /// <summary>Whom the server runs as where the tests are root, which it refuses to be.</summary>
    private const string Unprivileged = "nobody";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("insights-postgres-").FullName;
    private Process? _server;
    private int _port;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var binaries = await PostgresBinaries.FindAsync(cancel);
        if (Environment.UserName == "root")
        {
            await PostgresBinaries.RunAsync("chown", [Unprivileged, _directory], cancel);
        }

        var data = Path.Combine(_directory, "data");
        var (initialize, arguments) = AsUser(Path.Combine(binaries, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await PostgresBinaries.RunAsync(initialize, arguments, cancel);
        _port = FreePort();
        (initialize, arguments) = AsUser(
            Path.Combine(binaries, "postgres"),
            [
                "-D", data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_directory}", "-c", "fsync=off",
                "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200", "-c", "timezone=UTC", "-c", "logging_collector=off",
            ]);
        _server = Process.Start(new ProcessStartInfo(initialize, arguments) { RedirectStandardError = true, WorkingDirectory = "/" })!;
        var log = new Queue<string>();
        _server.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.Enqueue(line.Data ?? "");
                if (log.Count > 20)
                {
                    log.Dequeue();
                }
            }
        };
        _server.BeginErrorReadLine();
        await WaitAsync(log, cancel);
        await ExecuteAsync("postgres", $"create role {Reader} login connection limit 10");
        foreach (var dialect in Enum.GetValues<Dialect>())
        {
            await ExecuteAsync("postgres", $"create database {TemplateOf(dialect)}");
            await ExecuteAsync(TemplateOf(dialect), CoderDdl.Of(dialect));
            await GrantAsync(TemplateOf(dialect));
        }
    }

    /// <summary>A database as Coder has it, empty, of which the reader may read what it needs.</summary>
    public async Task<CoderWorld> NewCoderAsync(Dialect dialect)
    {
        var name = $"coder{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"create database {name} template {TemplateOf(dialect)}");
        return new CoderWorld(dialect, ConnectionTo(name, "postgres"), ConnectionTo(name, Reader));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            // Fast shutdown: connections are closed.
            await PostgresBinaries.RunAsync("kill", ["-INT", $"{_server.Id}"], CancellationToken.None);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string TemplateOf(Dialect dialect) => $"coder_{dialect}".ToLowerInvariant();

    private static (string Program, IEnumerable<string> Arguments) AsUser(string program, IEnumerable<string> arguments) =>
        Environment.UserName == "root"
            ? ("setpriv", ["--reuid", Unprivileged, "--regid", "nogroup", "--clear-groups", program, .. arguments])
            : (program, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionTo(string database, string user) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Database = database, Username = user, IncludeErrorDetail = true, Pooling = user == Reader }.ConnectionString;

    private async Task GrantAsync(string database)
    {
        await ExecuteAsync(database, $"grant usage on schema coder to {Reader}");
        await using var connection = new NpgsqlConnection(ConnectionTo(database, "postgres"));
        await connection.OpenAsync();
        foreach (var relation in Relations.All)
        {
            var columns = new List<string>();
            await using (var command = new NpgsqlCommand("select column_name from information_schema.columns where table_schema = 'coder' and table_name = $1", connection))
            {
                command.Parameters.AddWithValue(relation.Table);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    columns.Add(reader.GetString(0));
                }
            }

            if (columns.Count > 0)
            {
                await using var grant = new NpgsqlCommand(relation.Grant(Reader, relation.Columns.Intersect(columns)), connection);
                await grant.ExecuteNonQueryAsync();
            }
        }
    }

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task WaitAsync(Queue<string> log, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("postgres", "select 1");
                return;
            }
            catch (NpgsqlException) when (!_server!.HasExited && TimeProvider.System.GetElapsedTime(deadline) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', log)}", e);
            }
        }
    }
}
