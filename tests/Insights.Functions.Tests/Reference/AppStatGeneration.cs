using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

public static class AppStatGeneration
{
    public static IEnumerable<JsonObject> Stats(GeneratedWorld world, int count)
    {
        ArgumentNullException.ThrowIfNull(world);
        for (var i = 0; i < count; i++)
        {
            var workspace = world.Pick(world.Workspaces);
            var start = world.Pick(world.HalfHours).AddMinutes(world.Pick([0, 29, world.Random.Next(30)])) + world.WithinMinute();
            foreach (var stat in Session(world, workspace, start))
            {
                yield return stat;
            }
        }

        // Users in the same app of all their templates at once, over 30 minutes in sum.
        foreach (var userId in world.KnownUsers.Take(3))
        {
            var start = world.Pick(world.HalfHours);
            foreach (var workspace in world.Workspaces.Where(workspace => workspace.UserId == userId))
            {
                var stat = Stat(world, workspace, start, start.AddMinutes(world.Random.Next(20, 95)));
                stat["access_method"] = world.Pick(["path", "subdomain"]);
                stat["slug_or_port"] = BuildGeneration.Slugs[0];
                yield return stat;
            }
        }
    }

    private static IEnumerable<JsonObject> Session(GeneratedWorld world, GeneratedWorkspace workspace, DateTimeOffset start)
    {
        var toNextMinute = TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (start.UtcTicks % TimeSpan.TicksPerMinute));
        var end = start + (world.Random.Next(8) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromMicroseconds(1),
            2 => toNextMinute,
            3 => toNextMinute + TimeSpan.FromMicroseconds(1),
            4 => TimeSpan.FromMinutes(30),
            5 => TimeSpan.FromHours(world.Random.Next(1, 9)),
            _ => TimeSpan.FromSeconds(world.Random.Next(4000)),
        });
        var stat = Stat(world, workspace, start, end);
        yield return stat;
        if (world.Chance(0.3))
        {
            var longer = stat.DeepClone().AsObject();
            longer["session_ended_at"] = world.Written(end.AddMinutes(world.Random.Next(1, 120)));
            yield return longer;
        }

        if (world.Chance(0.1))
        {
            yield return stat.DeepClone().AsObject();
        }
    }

    private static JsonObject Stat(GeneratedWorld world, GeneratedWorkspace workspace, DateTimeOffset start, DateTimeOffset end)
    {
        // The terminal is "[terminal]" whatever its slug says; a port is no app; and one slug no build knows.
        var method = world.Pick(["path", "subdomain", "terminal"]);
        var name = method == "terminal"
            ? world.Pick(["", "jupyter"])
            : world.Pick([.. BuildGeneration.Slugs, "8080", "nobody"]);
        var stat = new JsonObject
        {
            ["user_id"] = workspace.UserId,
            ["workspace_id"] = world.Written(workspace.Id),
            ["agent_id"] = world.Pick(workspace.AgentIds),
            ["access_method"] = method,
            ["slug_or_port"] = name,
            ["session_id"] = world.NewId(),
            ["session_started_at"] = world.Written(start),
            ["session_ended_at"] = world.Written(end),
            ["requests"] = 1 + world.Random.Next(50),
        };
        if (!workspace.HasBuilds || world.Chance(0.5))
        {
            stat["template_id"] = workspace.TemplateId;
        }

        return stat;
    }
}
