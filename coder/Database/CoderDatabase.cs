using Npgsql;
using NpgsqlTypes;

namespace Insights.Coder.Database;

/// <summary>
/// The database of a Coder deployment, read gently: at most two connections, only reads, one short statement at a time and never within a
/// transaction, so that no lock outlives it and Coder's migrations do not wait.
/// </summary>
public sealed class CoderDatabase : IAsyncDisposable
{
    private const int Connections = 2;
    private const int StatementSeconds = 30;

    private const string SchemaQuery = """
        select c.relname, a.attname, has_column_privilege(c.oid, a.attnum, 'SELECT'), current_user::text
        from unnest(@tables) as known (name)
        join pg_catalog.pg_class c on c.oid = to_regclass(quote_ident(known.name))
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        """;

    private readonly NpgsqlDataSource _source;
    private CoderSchema? _schema;

    /// <summary>Opens a database; nothing is connected to before the first query.</summary>
    /// <param name="connection">Where it is, and as whom it is read.</param>
    /// <param name="configure">What else its data source needs, such as a token in place of a password.</param>
    public CoderDatabase(NpgsqlConnectionStringBuilder connection, Action<NpgsqlDataSourceBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var limited = new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            MaxPoolSize = Connections,
            MinPoolSize = 0,
            CommandTimeout = StatementSeconds + 5,
            Enlist = false,
        };
        limited.ApplicationName ??= "template-insights";

        // Given when the session starts: what is set later is forgotten when a connection goes back to the pool.
        limited.Options = $"{connection.Options} -c default_transaction_read_only=on -c statement_timeout={StatementSeconds}s -c idle_in_transaction_session_timeout=10s".Trim();
        Name = $"{connection.Host}/{connection.Database ?? connection.Username}";
        var builder = new NpgsqlDataSourceBuilder(limited.ConnectionString);
        configure?.Invoke(builder);
        _source = builder.Build();
    }

    /// <summary>The host and the name of the database.</summary>
    public string Name { get; }

    /// <summary>What it has and what of it may be read; asked for once, and again after <see cref="ForgetSchema"/>.</summary>
    public async Task<CoderSchema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        if (_schema is { } known)
        {
            return known;
        }

        var role = "the role";
        var columns = new Dictionary<(string, string), bool>();
        await QueryAsync(
            SchemaQuery,
            row =>
            {
                columns[(row.GetString(0), row.GetString(1))] = row.GetBoolean(2);
                role = row.GetString(3);
                return 0;
            },
            cancellationToken,
            ("tables", Relations.All.Select(relation => relation.Table).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        return _schema = new CoderSchema(role, columns);
    }

    /// <summary>Has what the database has looked at again: a statement met a column or a table that is no more, or may not be read any more.</summary>
    public void ForgetSchema() => _schema = null;

    /// <summary>The rows of one statement.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value, NpgsqlDbType Type)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(parameters);
        await using var command = _source.CreateCommand(sql);
        foreach (var (name, value, type) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value });
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
