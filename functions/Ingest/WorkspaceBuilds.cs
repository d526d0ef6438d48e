using System.Text.Json;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Ingest;

/// <summary>Reads workspace builds from a request.</summary>
internal static class WorkspaceBuilds
{
    private const int MaxParameters = 1000;
    private const int MaxAgents = 100;

    /// <summary>How many apps all agents of a build have together.</summary>
    private const int MaxApps = 1000;

    private const int MaxNameLength = 256;
    private const int MaxValueLength = 64 * 1024;
    private const int MaxIconLength = 2048;
    private const int MaxWordLength = 64;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "WorkspaceBuilds",
        BodyField.Items(
            "builds",
            BodyField.Id("id").About("The build.").Required,
            BodyField.Id("workspace_id").About("The workspace that it is of.").Required,
            BodyField.Text("workspace_name").About("The name of the workspace.").AtMost(MaxNameLength),
            BodyField.Id("owner_id").About("The user whose workspace it is then.").Required,
            BodyField.Id("template_id").About("The template that it is made from.").Required,
            BodyField.Id("template_version_id").About("The version of that.").Required,
            BodyField.WholeNumber("build_number").About("Its number among the builds of the workspace.").Between(0, int.MaxValue).Required,
            BodyField.Time("created_at").About("When it was made; now where it is left out."),
            BodyField.Choice("transition", Words.All<WorkspaceTransition>()).About("What it does; without it nobody knows when the workspace runs."),
            BodyField.Choice("job_status", Words.All<JobStatus>()).About("How its job is, or ended; without it the build counts as one that succeeded."),
            BodyField.Time("completed_at").About("When its job ended."),
            BodyField.WholeNumber("daily_cost").About("What the workspace costs a day by it, in whole credits of Coder's.").Between(0, int.MaxValue),
            BodyField.Items("parameters", BodyField.Text("name").About("The name of the parameter.").AtMost(MaxNameLength).Required, BodyField.Text("value").About("The value that the workspace was built with.").AtMost(MaxValueLength)).About("The parameters that it was given.").AtMost(MaxParameters),
            BodyField.Items(
                "agents",
                BodyField.Id("id").About("The agent.").Required,
                BodyField.Text("name").About("The name of the agent.").AtMost(MaxNameLength),
                BodyField.Items(
                    "apps",
                    BodyField.Text("slug").About("The name of the application in addresses.").AtMost(AppStats.MaxNameLength).Required,
                    BodyField.Text("display_name").About("Its name for people.").AtMost(MaxNameLength),
                    BodyField.Text("icon").About("The path or address of its icon.").AtMost(MaxIconLength),
                    BodyField.Time("created_at").About("When it was defined; with its build where it is left out.")).About("The applications that run with it.").AtMost(MaxApps)).About("The agents of the workspace.").AtMost(MaxAgents)).About("Builds of workspaces; one may be told again as it goes on.").AtMost(ItemList.MaxItems).Required);

    /// <summary>The builds of a body, one for each item.</summary>
    public static List<WorkspaceBuild> Read(JsonElement body, EventTime bounds, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, "builds");
        var builds = new List<WorkspaceBuild>();
        var nested = new NestedItems();
        foreach (var item in ItemList.Of(body, Schema, "builds", validation))
        {
            builds.Add(ReadBuild(item, bounds, nested));
        }

        return builds;
    }

    private static WorkspaceBuild ReadBuild(JsonItem item, EventTime bounds, NestedItems nested)
    {
        var createdAt = bounds.Now;
        if (item.OptionalTime("created_at") is { } given)
        {
            createdAt = given.ToUniversalTime();
            bounds.Check(item, "created_at", given);
        }

        nested.Count(item, "parameters");
        var build = new WorkspaceBuild(
            item.Id("id"),
            item.Id("workspace_id"),
            item.OptionalText("workspace_name", MaxNameLength) ?? "",
            item.Id("owner_id"),
            item.Id("template_id"),
            item.Id("template_version_id"),
            (int)item.Integer("build_number", 0, int.MaxValue, fallback: null),
            createdAt,
            [.. item.Items("parameters", MaxParameters).Select(ReadParameter)],
            ReadAgents(item, bounds, nested))
        {
            Transition = ReadWord<WorkspaceTransition>(item, "transition"),
            JobStatus = ReadWord<JobStatus>(item, "job_status"),
            CompletedAt = ReadCompletion(item, bounds),
            DailyCost = item.Integer("daily_cost", 0, int.MaxValue, fallback: -1) is >= 0 and var cost ? (int)cost : null,
        };

        // What agents offer is stored row by row.
        ItemLength.Check(item, build with { Agents = [] }, CatalogJson.Default.WorkspaceBuild);
        return build;
    }

    // What is left out, or empty as Go leaves it, is not said.
    private static T? ReadWord<T>(JsonItem item, string name)
        where T : struct, Enum
    {
        if (item.OptionalText(name, MaxWordLength) is not { Length: > 0 } text)
        {
            return null;
        }

        var value = Words.Parse<T>(text);
        if (value is null)
        {
            item.Fail(name, $"must be one of {string.Join(", ", Words.All<T>())}, but is \"{JsonItem.Shown(text)}\"");
        }

        return value;
    }

    private static DateTimeOffset? ReadCompletion(JsonItem item, EventTime bounds)
    {
        var completedAt = item.OptionalSetTime("completed_at")?.ToUniversalTime();
        if (completedAt is { } given)
        {
            bounds.CheckAhead(item, "completed_at", given);
        }

        return completedAt;
    }

    private static BuildParameter ReadParameter(JsonItem item) =>
        new(item.Text("name", MaxNameLength), item.OptionalText("value", MaxValueLength) ?? "");

    private static WorkspaceAgent[] ReadAgents(JsonItem item, EventTime bounds, NestedItems nested)
    {
        nested.Count(item, "agents");
        var (agents, apps) = (item.Items("agents", MaxAgents).ToArray(), 0);
        foreach (var agent in agents)
        {
            apps += nested.Count(agent, "apps");
        }

        if (apps <= MaxApps)
        {
            return [.. agents.Select(agent => ReadAgent(agent, bounds))];
        }

        item.Fail("agents", $"may have {MaxApps} apps together, but have {apps}");
        return [];
    }

    private static WorkspaceAgent ReadAgent(JsonItem item, EventTime bounds) => new(
        item.Id("id"),
        item.OptionalText("name", MaxNameLength) ?? "",
        [.. item.Items("apps", MaxApps).Select(app => ReadApp(app, bounds))]);

    private static WorkspaceApp ReadApp(JsonItem item, EventTime bounds) => new(
        item.Text("slug", AppStats.MaxNameLength),
        item.OptionalText("display_name", MaxNameLength) ?? "",
        item.OptionalText("icon", MaxIconLength) ?? "",
        ReadAppTime(item, bounds));

    // An application may be older than what is kept.
    private static DateTimeOffset? ReadAppTime(JsonItem item, EventTime bounds)
    {
        var createdAt = item.OptionalSetTime("created_at")?.ToUniversalTime();
        if (createdAt is { } given)
        {
            bounds.CheckStart(item, "created_at", given);
        }

        return createdAt;
    }
}
