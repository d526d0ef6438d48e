using System.Text.Json.Nodes;
using Insights.Functions.Tests.Reference;

namespace Insights.Coder.Tests.World;

/// <summary>
/// Reads what has happened in a deployment as a scenario, from which the reference evaluator computes what figures should be. Statements of
/// its own, so that a mistake of the source is not made twice.
/// </summary>
internal static class Truth
{
    public static async Task<Scenario> ReadAsync(CoderWorld world) => Scenario.Parse(new JsonObject
    {
        ["name"] = "coder",
        ["users"] = await ArrayAsync(world, "select json_build_object('id', id, 'username', username, 'avatar_url', avatar_url, 'is_system', is_system) from users"),
        ["template_versions"] = await ArrayAsync(world, """
            select json_build_object('id', v.id, 'parameters', coalesce((
                select json_agg(json_build_object('name', p.name, 'type', p.type, 'display_name', p.display_name, 'description', p.description,
                    'options', case when jsonb_typeof(p.options) = 'array' then p.options else '[]'::jsonb end))
                from template_version_parameters p where p.template_version_id = v.id), '[]'))
            from template_versions v
            """),
        ["catalog_updates"] = new JsonArray([
            new JsonObject
            {
                ["users"] = await ArrayAsync(world, """
                    select json_build_object('id', c.user_id, 'username', u.username, 'avatar_url', u.avatar_url, 'status', c.new_status, 'status_changed_at', c.changed_at)
                    from user_status_changes c join users u on u.id = c.user_id order by c.changed_at
                    """),
            },
            .. await ListAsync(world, """
                select json_build_object('received_at', d.deleted_at, 'users', json_build_array(
                    json_build_object('id', d.user_id, 'username', u.username, 'avatar_url', u.avatar_url, 'deleted', true)))
                from user_deleted d join users u on u.id = d.user_id
                """),
        ]),
        ["builds"] = await ArrayAsync(world, """
            select json_build_object('id', b.id, 'workspace_id', b.workspace_id, 'template_id', w.template_id, 'template_version_id', b.template_version_id,
                'build_number', b.build_number, 'created_at', b.created_at,
                'parameters', coalesce((select json_agg(json_build_object('name', p.name, 'value', p.value)) from workspace_build_parameters p where p.workspace_build_id = b.id), '[]'),
                'agents', json_build_array(json_build_object('apps', coalesce((
                    select json_agg(json_build_object('slug', p.slug, 'display_name', p.display_name, 'icon', p.icon, 'created_at', p.created_at))
                    from workspace_resources r join workspace_agents a on a.resource_id = r.id join workspace_apps p on p.agent_id = a.id where r.job_id = b.job_id), '[]'))))
            from workspace_builds b join workspaces w on w.id = b.workspace_id
            """),
        ["agent_stats"] = await ArrayAsync(world, """
            select json_build_object('created_at', created_at, 'user_id', user_id, 'agent_id', agent_id, 'workspace_id', workspace_id, 'template_id', template_id,
                'session_counts', session_counts, 'connection_count', connection_count, 'connection_median_latency_ms', latency)
            from truth.agent_stats
            """),
        ["app_stats"] = await ArrayAsync(world, """
            select json_build_object('user_id', s.user_id, 'workspace_id', s.workspace_id, 'template_id', w.template_id, 'access_method', s.access_method,
                'slug_or_port', s.slug_or_port, 'session_started_at', s.session_started_at, 'session_ended_at', s.session_ended_at)
            from truth.app_stats s join workspaces w on w.id = s.workspace_id
            """),
    });

    private static async Task<JsonArray> ArrayAsync(CoderWorld world, string sql) => new([.. await ListAsync(world, sql)]);

    private static async Task<List<JsonNode?>> ListAsync(CoderWorld world, string sql) => await world.QueryAsync(sql, row => JsonNode.Parse(row.GetString(0)));
}
