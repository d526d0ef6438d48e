using Insights.Coder.Database;
using Insights.Coder.Items;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>
/// Reads builds with their parameters, agents and apps. No index is on the time of a build or of a job, so this goes through both tables,
/// which are small beside those of stats.
/// </summary>
internal sealed class BuildReader(CoderDatabase database)
{
    /// <summary>How many builds are completed at a time.</summary>
    private const int PageLength = 1000;

    // Whom Coder has build workspaces in advance; who claims one owns it from its next build on.
    private static readonly Guid Prebuilds = new("c42fdf75-3097-471c-8c33-fb52454d81c0");

    /// <summary>The statement that gives the builds made in a time.</summary>
    public static string CreatedQuery(CoderSchema schema) => Select(schema) + " where b.created_at >= @from and b.created_at < @to";

    /// <summary>The statement that gives the builds whose jobs have changed since a time.</summary>
    public static string JobQuery(CoderSchema schema) => Select(schema) + " where j.updated_at >= @since and b.created_at >= @from";

    /// <summary>Builds made from one time to another.</summary>
    public async Task<List<Build>> ReadCreatedAsync(DateTime from, DateTime to, CancellationToken cancellationToken) =>
        await CompleteAsync(
            await database.QueryAsync(
                CreatedQuery(await database.GetSchemaAsync(cancellationToken)), Read, cancellationToken, ("from", from, NpgsqlDbType.TimestampTz), ("to", to, NpgsqlDbType.TimestampTz)),
            cancellationToken);

    /// <summary>Builds made after <paramref name="oldest"/> that are new or have got something since a time.</summary>
    public async Task<List<Build>> ReadChangedAsync(DateTime since, DateTime oldest, bool subAgents, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        var later = since > oldest ? since : oldest;
        var found = await database.QueryAsync(
            CreatedQuery(schema), Read, cancellationToken, ("from", later, NpgsqlDbType.TimestampTz), ("to", Always.Until, NpgsqlDbType.TimestampTz));
        (string, object, NpgsqlDbType)[] times = [("since", since, NpgsqlDbType.TimestampTz), ("from", oldest, NpgsqlDbType.TimestampTz)];
        if (schema.Problems(Relations.Jobs).Count == 0)
        {
            found.AddRange(await database.QueryAsync(JobQuery(schema), Read, cancellationToken, times));
        }

        if (subAgents && schema.Has(Relations.Agents, "parent_id") && schema.Problems(Relations.Resources, Relations.Agents).Count == 0)
        {
            found.AddRange(await database.QueryAsync(SubAgentQuery(schema), Read, cancellationToken, times));
        }

        return await CompleteAsync([.. found.DistinctBy(build => build.Build.Id)], cancellationToken);
    }

    // Agents of dev containers come at any time, into the resources of a build that has long ended.
    private static string SubAgentQuery(CoderSchema schema) => Select(schema) + """
         join workspace_resources r on r.job_id = b.job_id join workspace_agents a on a.resource_id = r.id
        where a.parent_id is not null and a.created_at >= @since and b.created_at >= @from
        """;

    // What this version of Coder does not have, or the role may not read, is not known; the build is there all the same.
    private static string Select(CoderSchema schema)
    {
        var withJobs = schema.Problems(Relations.Jobs).Count == 0;
        return $"""
            select b.id, b.job_id, b.workspace_id, w.name, w.owner_id, b.initiator_id, w.template_id, b.template_version_id, b.build_number, b.created_at,
                {(schema.Has(Relations.BuildEffects, "transition") ? "b.transition::text" : "null::text")},
                {(schema.Has(Relations.BuildEffects, "daily_cost") ? "b.daily_cost" : "null::integer")},
                {(withJobs ? "j.completed_at" : "null::timestamptz")},
                {(withJobs && schema.Has(Relations.JobOutcomes, "job_status") ? "j.job_status::text" : "null::text")}
            from workspace_builds b join workspaces w on w.id = b.workspace_id{(withJobs ? " left join provisioner_jobs j on j.id = b.job_id" : "")}
            """;
    }

    private async Task<List<Build>> CompleteAsync(List<(Guid Job, Build Build)> found, CancellationToken cancellationToken)
    {
        var builds = new List<Build>(found.Count);
        foreach (var page in found.Chunk(PageLength))
        {
            var parameters = (await ReadParametersAsync([.. page.Select(build => build.Build.Id)], cancellationToken)).ToLookup(item => item.Build, item => item.Parameter);
            var agents = await ReadAgentsAsync([.. page.Select(build => build.Job)], cancellationToken);
            builds.AddRange(page.Select(build => build.Build with
            {
                Parameters = [.. parameters[build.Build.Id]],
                Agents = agents.TryGetValue(build.Job, out var known) ? known : [],
            }));
        }

        return builds;
    }

    private async Task<List<(Guid Build, BuildParameter Parameter)>> ReadParametersAsync(Guid[] builds, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        return schema.Problems(Relations.BuildParameters).Count > 0
            ? []
            : await database.QueryAsync(
                "select workspace_build_id, name, value from workspace_build_parameters where workspace_build_id = any(@builds) order by workspace_build_id, name",
                row => (row.GetGuid(0), new BuildParameter(Fit.Name(row.GetString(1)), Fit.Value(row.GetString(2)))),
                cancellationToken,
                ("builds", builds, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
    }

    private async Task<Dictionary<Guid, List<BuildAgent>>> ReadAgentsAsync(Guid[] jobs, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        if (schema.Problems(Relations.Resources, Relations.Agents, Relations.Apps).Count > 0)
        {
            return [];
        }

        var rows = await database.QueryAsync(
            """
            select r.job_id, a.id, a.name, p.slug, p.display_name, p.icon, p.created_at
            from workspace_resources r join workspace_agents a on a.resource_id = r.id left join workspace_apps p on p.agent_id = a.id
            where r.job_id = any(@jobs)
            order by r.job_id, a.id, p.slug
            """,
            row => (
                Job: row.GetGuid(0),
                Agent: row.GetGuid(1),
                Name: Fit.Name(row.GetString(2)),
                App: row.IsDBNull(3) ? null : new BuildApp(row.GetString(3), Fit.Name(row.GetString(4)), Fit.Url(row.GetString(5)), row.GetDateTime(6))),
            cancellationToken,
            ("jobs", jobs, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
        return rows.GroupBy(row => row.Job).ToDictionary(
            job => job.Key,
            job => job.GroupBy(row => (row.Agent, row.Name))
                .Select(agent => new BuildAgent(agent.Key.Agent, agent.Key.Name, [.. agent.Select(row => row.App).OfType<BuildApp>()]))
                .ToList());
    }

    private static (Guid Job, Build Build) Read(NpgsqlDataReader row) => (
        row.GetGuid(1),
        new Build(
            row.GetGuid(0),
            row.GetGuid(2),
            Fit.Name(row.GetString(3)),
            row.GetGuid(5) == Prebuilds ? Prebuilds : row.GetGuid(4),
            row.GetGuid(6),
            row.GetGuid(7),
            row.GetInt32(8),
            row.GetDateTime(9),
            [],
            [])
        {
            Transition = row.IsDBNull(10) ? null : row.GetString(10),
            DailyCost = row.IsDBNull(11) ? null : row.GetInt32(11),
            CompletedAt = row.TimeOrNull(12),
            JobStatus = row.IsDBNull(13) ? null : row.GetString(13),
        });
}
