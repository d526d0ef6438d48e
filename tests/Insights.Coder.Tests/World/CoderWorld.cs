using System.Text.Json;
using Insights.Coder.Database;
using Insights.Local.Coder;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Insights.Coder.Tests.World;

/// <summary>
/// A Coder deployment as its database shows it, and what it does there: reports come in, sessions grow, jobs end, usage is added up and
/// deleted. What was ever reported is kept in a schema of its own, <c>truth</c>, for who wants to know what figures should be.
/// </summary>
public sealed class CoderWorld(Dialect dialect, string administrator, string reader)
{
    /// <summary>Whom Coder builds workspaces in advance for.</summary>
    public static readonly Guid Prebuilds = new("c42fdf75-3097-471c-8c33-fb52454d81c0");

    private readonly Guid _organization = Guid.NewGuid();
    private bool _isUpgraded;

    public string Administrator => administrator;

    /// <summary>How the reader connects.</summary>
    public string Reader { get; } = new NpgsqlConnectionStringBuilder(reader) { SearchPath = "coder" }.ConnectionString;

    public Guid Organization => _organization;

    private bool ByName => dialect == Dialect.Names || _isUpgraded;

    public CoderDatabase Open() => new(ConnectionText.Parse(Reader));

    /// <summary>Begins with an organization.</summary>
    public async Task BeginAsync()
    {
        await ExecuteAsync("""
            create schema truth;
            create table truth.agent_stats (created_at timestamptz, user_id uuid, agent_id uuid, workspace_id uuid, template_id uuid, session_counts jsonb, connection_count bigint, latency float8);
            create table truth.app_stats (like coder.workspace_app_stats);
            create index on truth.agent_stats (created_at);
            """);
        await ExecuteAsync("insert into organizations values ($1, 'acme', 'Acme', true)", _organization);
    }

    public async Task<Guid> AddTemplateAsync(string name)
    {
        var id = Guid.NewGuid();
        await ExecuteAsync(
            "insert into templates (id, created_at, organization_id, name, display_name, icon) values ($1, $2, $3, $4, $5, '/icon/a.svg')",
            id, Times.Long, _organization, name, name.ToUpperInvariant());
        return id;
    }

    public async Task<Guid> AddUserAsync(string name, DateTime? at = null, bool isSystem = false)
    {
        var id = isSystem ? Prebuilds : Guid.NewGuid();
        await ExecuteAsync(
            "insert into users (id, username, created_at, updated_at, avatar_url, is_system) values ($1, $2, $3, $3, $4, $5)",
            id, name, at ?? Times.Long, $"https://example.test/{name}.png", isSystem);
        await ExecuteAsync("insert into organization_members values ($1, $2)", id, _organization);
        return id;
    }

    public async Task SetStatusAsync(Guid user, string status, DateTime at) =>
        await ExecuteAsync("update users set status = $2::text::user_status, updated_at = $3 where id = $1", user, status, at);

    public async Task DeleteUserAsync(Guid user, DateTime at) =>
        await ExecuteAsync("update users set deleted = true, updated_at = $2 where id = $1", user, at);

    /// <summary>A version whose job may still be running; it is of no template until then.</summary>
    public async Task<Guid> AddVersionAsync(Guid template, DateTime at, bool done = true)
    {
        var (id, job) = (Guid.NewGuid(), Guid.NewGuid());
        await ExecuteAsync("insert into provisioner_jobs (id, updated_at, completed_at) values ($1, $2, $3)", job, at, done ? at : null);
        await ExecuteAsync("insert into template_versions values ($1, $2, $3, $3, $4)", id, done ? template : null, at, job);
        return id;
    }

    /// <summary>A version becomes one of a template.</summary>
    public async Task AttachAsync(Guid version, Guid template, DateTime at) =>
        await ExecuteAsync("update template_versions set template_id = $2, updated_at = $3 where id = $1", version, template, at);

    /// <summary>The job of a version ends and has found a parameter.</summary>
    public async Task AddParameterAsync(Guid version, string name, string? options, DateTime at)
    {
        await ExecuteAsync(
            "insert into template_version_parameters values ($1, $2, 'What it is for', 'string', '', $3::text::jsonb, $4)", version, name, options ?? "null", name.ToUpperInvariant());
        await ExecuteAsync(
            "update provisioner_jobs set updated_at = $2, completed_at = $2 where id = (select job_id from template_versions where id = $1)", version, at);
    }

    public async Task<Workspace> AddWorkspaceAsync(Guid owner, Guid template, string name)
    {
        var workspace = new Workspace(Guid.NewGuid(), owner, template, Guid.NewGuid());
        await ExecuteAsync(
            "insert into workspaces (id, owner_id, organization_id, template_id, name) values ($1, $2, $3, $4, $5)", workspace.Id, owner, _organization, template, name);
        return workspace;
    }

    /// <summary>Somebody takes over a workspace that was built in advance.</summary>
    public async Task<Workspace> ClaimAsync(Workspace workspace, Guid owner)
    {
        await ExecuteAsync("update workspaces set owner_id = $2, updated_at = now() where id = $1", workspace.Id, owner);
        return workspace with { Owner = owner };
    }

    /// <summary>A build; its job runs until <see cref="FinishAsync"/>.</summary>
    public async Task<Guid> BuildAsync(Workspace workspace, Guid version, int number, DateTime at, params (string Name, string Value)[] parameters)
    {
        var (id, job) = (Guid.NewGuid(), Guid.NewGuid());
        await ExecuteAsync("insert into provisioner_jobs (id, updated_at) values ($1, $2)", job, at);
        await ExecuteAsync(
            "insert into workspace_builds (id, created_at, workspace_id, template_version_id, build_number, initiator_id, job_id) values ($1, $2, $3, $4, $5, $6, $7)",
            id, at, workspace.Id, version, number, workspace.Owner, job);
        foreach (var (name, value) in parameters)
        {
            await ExecuteAsync("insert into workspace_build_parameters values ($1, $2, $3)", id, name, value);
        }

        return id;
    }

    /// <summary>What a build does, and what its workspace costs a day from then on.</summary>
    public async Task SetEffectAsync(Guid build, string transition, int dailyCost) =>
        await ExecuteAsync("update workspace_builds set transition = $2::text::workspace_transition, daily_cost = $3 where id = $1", build, transition, dailyCost);

    /// <summary>The job of a build fails.</summary>
    public async Task FailAsync(Guid build, DateTime at) =>
        await ExecuteAsync(
            "update provisioner_jobs set updated_at = $2, completed_at = $2, error = 'no quota' where id = (select job_id from workspace_builds where id = $1)", build, at);

    /// <summary>The job of a build ends: it has an agent with apps, which move there from the agent of the build before.</summary>
    public async Task FinishAsync(Guid build, Workspace workspace, DateTime at, params (string Slug, string Name)[] apps)
    {
        var resource = Guid.NewGuid();
        await ExecuteAsync("update provisioner_jobs set updated_at = $2, completed_at = $2 where id = (select job_id from workspace_builds where id = $1)", build, at);
        await ExecuteAsync("insert into workspace_resources (id, job_id) select $2, job_id from workspace_builds where id = $1", build, resource);
        var known = await QueryAsync("select count(*) from workspace_agents where id = $1", row => row.GetInt64(0), workspace.Agent);
        if (known[0] == 0)
        {
            await ExecuteAsync("insert into workspace_agents (id, created_at, resource_id, name) values ($1, $2, $3, 'main')", workspace.Agent, at, resource);
        }
        else
        {
            await ExecuteAsync("update workspace_agents set resource_id = $2 where id = $1", workspace.Agent, resource);
        }

        foreach (var (slug, name) in apps)
        {
            await ExecuteAsync(
                "insert into workspace_apps values ($1, $2, $3, $5, '/icon/app.svg', $4) on conflict (agent_id, slug) do update set display_name = excluded.display_name",
                Guid.NewGuid(), at, workspace.Agent, slug, name);
        }
    }

    /// <summary>Reports of agents come in.</summary>
    public async Task ReportAsync(params IEnumerable<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        await using var connection = await ConnectAsync();
        foreach (var report in reports)
        {
            var counts = JsonSerializer.Serialize(report.Sessions);
            await using var command = new NpgsqlCommand(
                "insert into workspace_agent_stats (id, created_at, user_id, agent_id, workspace_id, template_id, connection_count, connection_median_latency_ms, "
                + (ByName
                    ? "session_counts) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)"
                    : "session_count_vscode, session_count_jetbrains, session_count_reconnecting_pty, session_count_ssh) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, "
                        + string.Join(", ", new[] { "vscode", "jetbrains", "reconnecting_pty", "ssh" }.Select(app => $"coalesce(($8 ->> '{app}')::bigint, 0)")) + ")")
                + "",
                connection);
            command.Parameters.AddRange(ParametersOf(report, counts));
            await command.ExecuteNonQueryAsync();
            await using var truth = new NpgsqlCommand(
                "insert into truth.agent_stats (created_at, user_id, agent_id, workspace_id, template_id, connection_count, latency, session_counts) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                connection);
            truth.Parameters.AddRange(ParametersOf(report, counts));
            await truth.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A session in an app.</summary>
    public async Task<long> OpenAsync(Workspace workspace, Guid user, string app, DateTime start, DateTime end)
    {
        var terminal = app == "[terminal]";
        var id = (await QueryAsync(
            "insert into workspace_app_stats (user_id, workspace_id, agent_id, access_method, slug_or_port, session_id, session_started_at, session_ended_at, requests) "
            + "values ($1, $2, $3, $4, $5, gen_random_uuid(), $6, $7, 1) returning id",
            row => row.GetInt64(0),
            user, workspace.Id, workspace.Agent, terminal ? "terminal" : "path", terminal ? "" : app, start, end))[0];
        await ExecuteAsync("insert into truth.app_stats select * from workspace_app_stats where id = $1", id);
        return id;
    }

    /// <summary>A session goes on.</summary>
    public async Task GrowAsync(long session, DateTime end)
    {
        await ExecuteAsync("update workspace_app_stats set session_ended_at = $2 where id = $1", session, end);
        await ExecuteAsync("update truth.app_stats set session_ended_at = $2 where id = $1", session, end);
    }

    /// <summary>Coder adds up usage by half-hour, before a time.</summary>
    public Task RollUpAsync(DateTime before) => Rollup.RunAsync(this, ByName, before);

    /// <summary>Coder deletes the reports that are a day older than the newest half-hour that is added up.</summary>
    public async Task PurgeAsync() =>
        await ExecuteAsync("delete from workspace_agent_stats where created_at < (select max(start_time) - interval '1 day' from template_usage_stats)");

    /// <summary>Coder is upgraded to a version that counts sessions by name.</summary>
    public async Task UpgradeAsync()
    {
        await ExecuteAsync(CoderDdl.Upgrade);
        await ExecuteAsync("grant select on template_usage_stats_session_apps to insights_reader");
        _isUpgraded = true;
    }

    public async Task ExecuteAsync(string sql, params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(Parameter).ToArray());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(Parameter).ToArray());
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(administrator) { SearchPath = "coder", Pooling = true, MaxPoolSize = 4 }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static NpgsqlParameter[] ParametersOf(Report report, string counts) =>
    [
        Parameter(report.At), Parameter(report.Workspace.Owner), Parameter(report.Workspace.Agent), Parameter(report.Workspace.Id), Parameter(report.Workspace.Template),
        Parameter(report.Connections), Parameter(report.Latency), new NpgsqlParameter { Value = counts, NpgsqlDbType = NpgsqlDbType.Jsonb },
    ];

    private static NpgsqlParameter Parameter(object? value) => new() { Value = value ?? DBNull.Value };
}
