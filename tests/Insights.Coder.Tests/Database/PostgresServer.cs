using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Local.Coder;
using Insights.Local.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Insights.Coder.Tests.Database;

/// <summary>One real PostgreSQL for all tests, with a database for each test that asks for one.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Unlimited = ";Pooling=false";

    private PostgresProcess? _postgres;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await PostgresPackage.InstallAsync(cancel);
        _postgres = await PostgresProcess.StartAsync(cancel);
        await ExecuteAsync("postgres", $"create role {CoderReader.Role} login connection limit 10");
        foreach (var dialect in Enum.GetValues<Dialect>())
        {
            await ExecuteAsync("postgres", $"create database {TemplateOf(dialect)}");
            await ExecuteAsync(TemplateOf(dialect), CoderDdl.Of(dialect));
            await CoderReader.GrantAsync($"{_postgres.ConnectionTo(TemplateOf(dialect), PostgresProcess.Administrator)};Search Path={CoderDdl.Schema}{Unlimited}", cancel);
        }
    }

    /// <summary>A database as Coder has it, empty, of which the reader may read what it needs.</summary>
    public async Task<CoderWorld> NewCoderAsync(Dialect dialect)
    {
        var name = $"coder{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"create database {name} template {TemplateOf(dialect)}");
        return new CoderWorld(dialect, _postgres!.ConnectionTo(name, PostgresProcess.Administrator) + Unlimited, _postgres.ConnectionTo(name, CoderReader.Role));
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    private static string TemplateOf(Dialect dialect) => $"coder_{dialect}".ToLowerInvariant();

    private Task ExecuteAsync(string database, string sql) => _postgres!.ExecuteAsync(database, sql, TestContext.Current.CancellationToken);
}
