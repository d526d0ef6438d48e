using Insights.Local.Demo;
using Insights.Local.Postgres;
using Npgsql;

namespace Insights.Local.Coder;

/// <summary>
/// A Coder to try the source with where there is none: a PostgreSQL with the tables of a deployment, in which 200 people have worked for a
/// month and go on. It is gone when this ends.
/// </summary>
internal sealed class DemoCoder : IAsyncDisposable
{
    private const string Database = "coder";

    private static readonly TimeSpan RollupInterval = TimeSpan.FromMinutes(5);

    private readonly PostgresProcess _postgres;
    private readonly NpgsqlDataSource _database;
    private readonly HttpClient _client;
    private readonly DemoCollector _people;
    private readonly CoderRollup _rollup;
    private readonly TimeProvider _clock;

    private DemoCoder(PostgresProcess postgres, TimeProvider clock, TextWriter console)
    {
        (_postgres, _clock) = (postgres, clock);
        _database = NpgsqlDataSource.Create(Administrator + ";Command Timeout=0");
        _client = new HttpClient(new CoderTables(_database)) { BaseAddress = new Uri("http://coder.invalid/") };
        _people = new DemoCollector(_client, clock, console);
        _rollup = new CoderRollup(_database);
    }

    /// <summary>How the source connects.</summary>
    public string Reader => $"{_postgres.ConnectionTo(Database, CoderReader.Role)};Search Path={CoderDdl.Schema}";

    private string Administrator => $"{_postgres.ConnectionTo(Database, PostgresProcess.Administrator)};Search Path={CoderDdl.Schema}";

    /// <summary>Starts it, with the month until now in it.</summary>
    /// <exception cref="Hosting.LocalRuntimeException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<DemoCoder> StartAsync(TimeProvider clock, TextWriter console, CancellationToken cancellationToken)
    {
        await console.WriteLineAsync("A Coder is made up: its database gets a month of work of 200 people.");
        var coder = new DemoCoder(await PostgresProcess.StartAsync(cancellationToken), clock, console);
        try
        {
            await coder.FillAsync(cancellationToken);
            return coder;
        }
        catch
        {
            await coder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes on working until it is cancelled, and adds up what was done.</summary>
    public async Task GoOnAsync(CancellationToken cancellationToken)
    {
        var work = _people.GoLiveAsync(cancellationToken);
        using var timer = new PeriodicTimer(RollupInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await _rollup.RunAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        await work;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _database.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await _postgres.ExecuteAsync(PostgresProcess.Administrator, $"create database {Database}", cancellationToken);
        await _postgres.ExecuteAsync(PostgresProcess.Administrator, $"create role {CoderReader.Role} login connection limit 3", cancellationToken);
        await _postgres.ExecuteAsync(Database, CoderDdl.Of(Dialect.Names), cancellationToken);
        await CoderReader.GrantAsync(Administrator, cancellationToken);
        await _people.FeedAsync(cancellationToken);
        await _rollup.RunAsync(cancellationToken);
    }
}
