using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Insights.Coder.Api;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Insights.Coder.Tests.Api;

/// <summary>
/// The API of a deployment, as far as it is read: with Coder's pages, its checks of ranges, its limit of requests and its refusals. Insights
/// are computed from the rows by the reference evaluator, so that neither the source nor the service has a part in them.
/// </summary>
internal sealed class CoderServer : IAsyncDisposable
{
    public const string FirstToken = "the-first-token-of-Coder";

    /// <summary>How many requests a minute Coder takes to one path.</summary>
    private const int Limit = 512;

    private readonly WebApplication _app;
    private readonly CoderWorld _world;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _minutes = [];
    private ReferenceEvaluator? _evaluator;
    private int _busy;

    private CoderServer(WebApplication app, CoderWorld world, TimeProvider clock) => (_app, _world, _clock) = (app, world, clock);

    /// <summary>The token that is accepted.</summary>
    public string Token { get; set; } = FirstToken;

    /// <summary>Whether groups and lists are licensed.</summary>
    public bool IsLicensed { get; set; } = true;

    /// <summary>Whether usage stats are switched on.</summary>
    public bool HasInsights { get; set; } = true;

    /// <summary>Every request, by path and query.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>How many were refused because there were too many.</summary>
    public int Limited { get; private set; }

    public Uri Address => new(_app.Urls.First() + "/");

    public static async Task<CoderServer> StartAsync(CoderWorld world, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CoderServer(builder.Build(), world, clock);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Asks for it with its token, and never waits in real time.</summary>
    public CoderApi Open(TimeProvider pauses) => CoderApi.At(Address, _ => Task.FromResult(Token), pauses);

    /// <summary>Coder adds up: what was reported since shows.</summary>
    public void RollUp() => _evaluator = null;

    /// <summary>Answers the next requests with 429.</summary>
    public void BeBusy(int requests) => _busy = requests;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (status, body) = await AnswerAsync(context.Request, context.Response.Headers);
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpRequest request, IHeaderDictionary headers)
    {
        lock (_lock)
        {
            Requests.Add(request.Path + request.QueryString);
            if (_busy-- > 0 || IsTooMuch(request.Path))
            {
                Limited++;
                headers.RetryAfter = "7";
                return (HttpStatusCode.TooManyRequests, Message($"You've been rate limited for sending more than {Limit} requests in 1m0s."));
            }
        }

        if (request.Headers["Coder-Session-Token"] != Token)
        {
            return (HttpStatusCode.Unauthorized, Message("You are signed out or your session has expired. Please sign in again to continue."));
        }

        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["api", "v2", .. var path] ? await AnswerAsync(path, request.Query) : NotFound();
    }

    private bool IsTooMuch(string path)
    {
        if (!_minutes.TryGetValue(path, out var sent))
        {
            _minutes[path] = sent = new Queue<DateTimeOffset>();
        }

        var now = _clock.GetUtcNow();
        while (sent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1))
        {
            sent.Dequeue();
        }

        sent.Enqueue(now);
        return sent.Count > Limit;
    }

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(string[] path, IQueryCollection query) => path switch
    {
        ["organizations"] => Ok(await ListAsync(
            "select json_build_object('id', id, 'name', name, 'display_name', display_name, 'is_default', is_default) from organizations")),
        ["users"] => Ok(new JsonObject { ["users"] = await UsersAsync(query), ["count"] = 0 }),
        ["organizations", var id, "paginated-members"] => Ok(new JsonObject
        {
            ["members"] = await ListAsync(
                $"""
                select json_build_object('user_id', m.user_id, 'roles', (select coalesce(json_agg(json_build_object('name', r)), '[]') from unnest(m.roles) r))
                from organization_members m join users u on u.id = m.user_id and not u.deleted and not u.is_system
                where m.organization_id = $1 order by u.username {Page(query)}
                """,
                Guid.Parse(id)),
            ["count"] = 0,
        }),
        ["groups"] => IsLicensed
            ? Ok(await ListAsync("""
                select json_build_object('id', g.id, 'name', g.name, 'display_name', g.display_name, 'organization_id', g.organization_id,
                    'members', coalesce((select json_agg(json_build_object('id', m.user_id)) from group_members m where m.group_id = g.id), '[]'),
                    'total_member_count', (select count(*) from group_members m where m.group_id = g.id)) from groups g
                """))
            : (HttpStatusCode.Forbidden, Message("Template RBAC is a Premium feature. Contact sales!")),
        ["templates"] => Ok(await ListAsync(
            """
            select json_build_object('id', id, 'name', name, 'display_name', display_name, 'icon', icon, 'organization_id', organization_id, 'created_at', created_at,
                'active_version_id', coalesce(active_version_id, '00000000-0000-0000-0000-000000000000')) from templates where deleted = $1
            """,
            query["q"] == "deleted:true")),
        ["templates", var id, "acl"] => Ok((await ListAsync(
            """
            select json_build_object(
                'users', (select coalesce(json_agg(json_build_object('id', key, 'role', case when value ? '*' then 'admin' else 'use' end)), '[]') from jsonb_each(user_acl)),
                'group', (select coalesce(json_agg(json_build_object('id', key, 'role', case when value ? '*' then 'admin' else 'use' end)), '[]') from jsonb_each(group_acl)))
            from templates where id = $1
            """,
            Guid.Parse(id)))[0]!),
        ["templateversions", var id, "rich-parameters"] => await ParametersAsync(Guid.Parse(id)),
        ["workspaces"] => Ok(new JsonObject
        {
            ["workspaces"] = await ListAsync($"""
                select json_build_object('id', w.id, 'owner_id', w.owner_id, 'name', w.name, 'template_id', w.template_id, 'latest_build', {Build})
                from workspaces w join lateral (select * from workspace_builds b where b.workspace_id = w.id order by b.build_number desc limit 1) b on true
                where not w.deleted order by w.name {Page(query)}
                """),
            ["count"] = 0,
        }),
        ["workspaces", var id, "builds"] => Ok(await ListAsync(
            $"select {Build} from workspace_builds b where b.workspace_id = $1 and b.created_at > $2 order by b.build_number desc {Page(query)}",
            Guid.Parse(id),
            DateTime.Parse(query["since"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal))),
        ["workspacebuilds", var id, "parameters"] => Ok(await ListAsync(
            "select json_build_object('name', name, 'value', value) from workspace_build_parameters where workspace_build_id = $1 order by name", Guid.Parse(id))),
        ["insights", "user-activity" or "user-latency"] when HasInsights => await InsightsAsync(string.Join('/', path), query),
        _ => NotFound(),
    };

    // A build with its resources, agents and apps, of which the API does not tell when they were made.
    private const string Build = """
        json_build_object('id', b.id, 'created_at', b.created_at, 'template_version_id', b.template_version_id, 'build_number', b.build_number,
            'initiator_id', b.initiator_id, 'job', (select json_build_object('completed_at', j.completed_at) from provisioner_jobs j where j.id = b.job_id),
            'resources', coalesce((select json_agg(json_build_object('agents', coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'apps', coalesce((
                    select json_agg(json_build_object('slug', p.slug, 'display_name', p.display_name, 'icon', p.icon)) from workspace_apps p where p.agent_id = a.id), '[]')))
                from workspace_agents a where a.resource_id = r.id), '[]'))) from workspace_resources r where r.job_id = b.job_id), '[]'))
        """;

    private async Task<JsonArray> UsersAsync(IQueryCollection query) => await ListAsync(
        """
        select json_build_object('id', id, 'username', username, 'name', name, 'avatar_url', avatar_url, 'status', status, 'created_at', created_at,
            'organization_ids', coalesce((select json_agg(m.organization_id) from organization_members m where m.user_id = users.id), '[]'),
            'roles', (select coalesce(json_agg(json_build_object('name', r, 'display_name', r)), '[]') from unnest(rbac_roles) r))
        from users where not deleted and not is_system and ($1::uuid is null or lower(username) > (select lower(username) from users where id = $1::uuid))
        order by lower(username) limit $2
        """,
        query.TryGetValue("after_id", out var after) ? Guid.Parse(after!) : null,
        int.Parse(query["limit"]!, CultureInfo.InvariantCulture));

    private async Task<(HttpStatusCode Status, string Body)> ParametersAsync(Guid version)
    {
        var done = await _world.QueryAsync(
            "select j.completed_at is not null from template_versions v join provisioner_jobs j on j.id = v.job_id where v.id = $1", row => row.GetBoolean(0), version);
        return done.Count == 0 ? NotFound()
            : !done[0] ? ((HttpStatusCode)425, Message("Template version job has not finished"))
            : Ok(await ListAsync(
                """
                select json_build_object('name', name, 'display_name', display_name, 'type', type, 'description', description, 'description_plaintext', description,
                    'default_value', default_value, 'options', case when jsonb_typeof(options) = 'array' then options else '[]'::jsonb end)
                from template_version_parameters where template_version_id = $1 order by display_order, name
                """,
                version));
    }

    private async Task<(HttpStatusCode Status, string Body)> InsightsAsync(string endpoint, IQueryCollection query)
    {
        var now = _clock.GetUtcNow();
        foreach (var name in new[] { "start_time", "end_time" })
        {
            var time = DateTimeOffset.Parse(query[name]!, CultureInfo.InvariantCulture);
            var hour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero);
            var isToday = name == "end_time" && time.Date == now.ToOffset(time.Offset).Date;
            if (time > hour || (isToday ? time.TimeOfDay.Ticks % TimeSpan.TicksPerHour != 0 : time.TimeOfDay != TimeSpan.Zero))
            {
                return (HttpStatusCode.BadRequest, Message($"Query parameter has invalid value: {name} {query[name]}"));
            }
        }

        _evaluator ??= new ReferenceEvaluator(await Truth.ReadAsync(_world), now);
        var parameters = new JsonObject(query.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value.ToString()))) { ["include_system"] = "true" };
        return Ok(_evaluator.Evaluate(endpoint, parameters));
    }

    private async Task<JsonArray> ListAsync(string sql, params object?[] parameters) =>
        new([.. await _world.QueryAsync(sql, row => JsonNode.Parse(row.GetString(0)), parameters)]);

    private static string Page(IQueryCollection query) => $"limit {int.Parse(query["limit"]!, CultureInfo.InvariantCulture)} offset {int.Parse(query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture)}";

    private static (HttpStatusCode Status, string Body) Ok(JsonNode body) => (HttpStatusCode.OK, body.ToJsonString());

    private static (HttpStatusCode Status, string Body) NotFound() => (HttpStatusCode.NotFound, Message("Resource not found or you do not have access to this resource"));

    private static string Message(string text) => new JsonObject { ["message"] = text }.ToJsonString();
}
