using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Local.Coder;

/// <summary>
/// Takes what the demo's collector posts and puts it where Coder itself would have it: into the tables of a database in the newer dialect.
/// So the demo of the source has the people and the work of the other demo, written down once.
/// </summary>
internal sealed class CoderTables(NpgsqlDataSource database) : HttpMessageHandler
{
    // Of each body the statements that put its items into tables; all of them read the body as @body.
    private static readonly Dictionary<string, string> Statements = new()
    {
        ["catalog"] = """
            insert into organizations (id, name, display_name, is_default)
                select id, name, display_name, not exists (select from organizations where is_default) and row_number() over () = 1
                from jsonb_to_recordset(@body -> 'organizations') as o (id uuid, name text, display_name text) on conflict (id) do nothing;
            insert into users (id, username, name, avatar_url, status, deleted, created_at, updated_at)
                select id, username, name, avatar_url, status::user_status, deleted, created_at, status_changed_at
                from jsonb_to_recordset(@body -> 'users') as u (id uuid, username text, name text, avatar_url text, status text, deleted bool, created_at timestamptz, status_changed_at timestamptz)
                on conflict (id) do update set status = excluded.status, deleted = excluded.deleted, updated_at = excluded.updated_at where users.updated_at < excluded.updated_at;
            insert into user_links (user_id, login_type, linked_id)
                select id, 'oidc', 'https://issuer.example||' || oidc_subject from jsonb_to_recordset(@body -> 'users') as u (id uuid, oidc_subject text) on conflict do nothing;
            insert into organization_members (user_id, organization_id)
                select u.id, o::uuid from jsonb_to_recordset(@body -> 'users') as u (id uuid, organization_ids jsonb), jsonb_array_elements_text(u.organization_ids) as o on conflict do nothing;
            insert into templates (id, created_at, organization_id, name, display_name, icon)
                select id, created_at, organization_id, name, display_name, icon
                from jsonb_to_recordset(@body -> 'templates') as t (id uuid, created_at timestamptz, organization_id uuid, name text, display_name text, icon text) on conflict (id) do nothing;
            insert into provisioner_jobs (id, created_at, updated_at, completed_at)
                select v.id, t.created_at, t.created_at, t.created_at
                from jsonb_to_recordset(@body -> 'template_versions') as v (id uuid, template_id uuid) join templates t on t.id = v.template_id on conflict (id) do nothing;
            insert into template_versions (id, template_id, created_at, updated_at, job_id)
                select v.id, v.template_id, t.created_at, t.created_at, v.id
                from jsonb_to_recordset(@body -> 'template_versions') as v (id uuid, template_id uuid) join templates t on t.id = v.template_id on conflict (id) do nothing;
            insert into template_version_parameters (template_version_id, name, display_name, type, description, default_value, options, display_order)
                select v.id, p.name, p.display_name, p.type, p.description, p.default_value, p.options, p.place
                from jsonb_to_recordset(@body -> 'template_versions') as v (id uuid, parameters jsonb),
                    rows from (jsonb_to_recordset(v.parameters) as (name text, display_name text, type text, description text, default_value text, options jsonb))
                        with ordinality as p (name, display_name, type, description, default_value, options, place)
                on conflict do nothing;
            """,
        ["workspace-builds"] = """
            create temporary table b on commit drop as
                select * from jsonb_to_recordset(@body -> 'builds') as b (
                    id uuid, workspace_id uuid, workspace_name text, owner_id uuid, template_id uuid, template_version_id uuid, build_number int, created_at timestamptz, parameters jsonb, agents jsonb);
            insert into workspaces (id, created_at, owner_id, organization_id, template_id, name)
                select distinct on (b.workspace_id) b.workspace_id, b.created_at, b.owner_id, t.organization_id, b.template_id, b.workspace_name
                from b join templates t on t.id = b.template_id on conflict (id) do nothing;
            insert into provisioner_jobs (id, created_at, updated_at, completed_at) select id, created_at, created_at, created_at from b on conflict (id) do nothing;
            insert into workspace_builds (id, created_at, workspace_id, template_version_id, build_number, initiator_id, job_id)
                select id, created_at, workspace_id, template_version_id, build_number, owner_id, id from b on conflict do nothing;
            insert into workspace_build_parameters (workspace_build_id, name, value)
                select b.id, p.name, p.value from b, jsonb_to_recordset(b.parameters) as p (name text, value text) on conflict do nothing;
            insert into workspace_resources (id, created_at, job_id) select id, created_at, id from b on conflict (id) do nothing;
            insert into workspace_agents (id, created_at, resource_id, name)
                select distinct on (a.id) a.id, b.created_at, b.id, a.name from b, jsonb_to_recordset(b.agents) as a (id uuid, name text) order by a.id, b.build_number desc
                on conflict (id) do update set resource_id = excluded.resource_id, created_at = excluded.created_at where workspace_agents.created_at < excluded.created_at;
            insert into workspace_apps (id, created_at, agent_id, slug, display_name, icon)
                select gen_random_uuid(), b.created_at, a.id, p.slug, p.display_name, p.icon
                from b, jsonb_to_recordset(b.agents) as a (id uuid, apps jsonb), jsonb_to_recordset(a.apps) as p (slug text, display_name text, icon text)
                on conflict (agent_id, slug) do nothing;
            """,
        ["agent-stats"] = """
            insert into workspace_agent_stats (id, created_at, user_id, agent_id, workspace_id, template_id, connection_count, connection_median_latency_ms, session_counts)
                select md5(agent_id::text || created_at::text)::uuid, created_at, user_id, agent_id, workspace_id, template_id, connection_count, connection_median_latency_ms, session_counts
                from jsonb_to_recordset(@body -> 'stats') as s (created_at timestamptz, user_id uuid, agent_id uuid, workspace_id uuid, template_id uuid,
                    connection_count bigint, connection_median_latency_ms float8, session_counts jsonb)
                on conflict do nothing;
            """,
        ["app-stats"] = """
            insert into workspace_app_stats (user_id, workspace_id, agent_id, access_method, slug_or_port, session_id, session_started_at, session_ended_at, requests)
                select user_id, workspace_id, agent_id, access_method, slug_or_port, session_id, session_started_at, session_ended_at, requests
                from jsonb_to_recordset(@body -> 'stats') as s (user_id uuid, workspace_id uuid, agent_id uuid, access_method text, slug_or_port text, session_id uuid,
                    session_started_at timestamptz, session_ended_at timestamptz, requests int)
                on conflict (user_id, agent_id, session_id) do update
                    set session_ended_at = greatest(workspace_app_stats.session_ended_at, excluded.session_ended_at), requests = excluded.requests;
            """,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = request.RequestUri!.Segments[^1];
        await using var body = new GZipStream(await request.Content!.ReadAsStreamAsync(cancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(body, Encoding.UTF8);
        var json = await reader.ReadToEndAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var statement in Statements[route].Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter("body", NpgsqlDbType.Jsonb) { Value = json });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{json.Length} characters")) };
    }
}
