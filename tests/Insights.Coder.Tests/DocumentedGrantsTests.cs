using Insights.Coder.Database;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Insights.Local.Coder;
using Npgsql;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>The statements of the document make a role that can read all that is read, and nothing else.</summary>
public sealed class DocumentedGrantsTests(PostgresServer postgres, StorageEmulator storage)
{
    private static readonly string Written = Assert.Single(DocumentedBlock.RunBy(nameof(DocumentedGrantsTests))).Text;

    [Fact]
    public void The_program_prints_the_same() => Assert.Equal(GrantScript.For("insights_reader") + "\n", Written);

    [Fact]
    public async Task A_source_with_that_role_lacks_nothing_and_can_change_nothing()
    {
        // The tests have a role of that name already, and Coder's tables in another schema, which the document says to name.
        const string Role = "reader_of_the_document";
        var world = await postgres.NewCoderAsync(Dialect.Names);
        await world.BeginAsync();
        await world.ExecuteAsync(Written.Replace("insights_reader", Role, StringComparison.Ordinal).Replace("SCHEMA public", $"SCHEMA {CoderDdl.Schema}", StringComparison.Ordinal));
        var reader = new NpgsqlConnectionStringBuilder(world.Reader) { Username = Role, Pooling = false }.ConnectionString;
        await using var app = await InsightsApp.StartAsync(storage, Times.Now);
        await using var run = SourceRun.In(new CoderWorld(Dialect.Names, world.Administrator, reader), app);

        Assert.Empty((await run.CatchUpAsync()).Problems);

        await using var connection = new NpgsqlConnection(reader);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var change = new NpgsqlCommand("delete from users", connection);
        Assert.Equal(
            PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
    }
}
