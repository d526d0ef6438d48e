using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

public static class AgentStatGeneration
{
    private static readonly string[] Names =
    [
        "vscode", "VSCode", "VSCode Insiders", "vscode-web", " Code Server ", "code-server", "Cursor", "DEVIN", "JetBrains", "ssh",
        "SSH", "Zed", "sftp", "reconnecting-pty", "Reconnecting PTY", "emacs-daemon", "VS Code", "unknown", "Ünïcode IDE",
        new string(' ', 70) + "kiro", new string('n', 90),
    ];

    private static readonly string[] OlderFields = ["vscode", "jetbrains", "reconnecting_pty", "ssh"];

    public static IEnumerable<JsonObject> Stats(GeneratedWorld world, int count)
    {
        ArgumentNullException.ThrowIfNull(world);
        var connections = new Dictionary<(string WorkspaceId, DateTimeOffset HalfHour), Connections>();
        for (var i = 0; i < count; i++)
        {
            var workspace = world.Pick(world.Workspaces);
            var halfHour = world.Pick(world.HalfHours);
            connections.TryAdd((workspace.Id, halfHour), world.Pick(Enum.GetValues<Connections>()));
            var time = halfHour.AddMinutes(world.Pick([0, 29, world.Random.Next(30), world.Random.Next(30)])) + world.WithinMinute();
            var stat = Stat(world, workspace, time, connections[(workspace.Id, halfHour)]);
            yield return stat;
            foreach (var again in Again(world, stat, time))
            {
                yield return again;
            }
        }

        foreach (var stat in Crowd(world))
        {
            yield return stat;
        }
    }

    private static JsonObject Stat(GeneratedWorld world, GeneratedWorkspace workspace, DateTimeOffset time, Connections connections)
    {
        var sessions = world.Chance(0.7);
        var connected = connections switch
        {
            Connections.None => false,
            Connections.WithoutSessions => !sessions,
            Connections.Late => time.Minute % 30 >= 20,
            _ => world.Chance(0.5),
        };
        var stat = new JsonObject
        {
            ["created_at"] = world.Written(time),
            ["user_id"] = world.Written(workspace.UserId),
            ["agent_id"] = world.Pick(workspace.AgentIds),
            ["workspace_id"] = workspace.Id,
            ["template_id"] = world.Written(workspace.TemplateId),
            ["connection_count"] = connected ? 1 + world.Random.Next(3) : 0,
        };
        AddLatency(world, stat);
        AddSessions(world, stat, sessions);
        return stat;
    }

    private static void AddLatency(GeneratedWorld world, JsonObject stat)
    {
        stat.Remove("connection_median_latency_ms");
        if (!world.Chance(0.1))
        {
            stat["connection_median_latency_ms"] = world.Random.Next(8) switch
            {
                0 => -1,
                1 => 0,
                2 => 0.00001,
                3 => 0.1,
                _ => Math.Round(world.Random.NextDouble() * 500, 3),
            };
        }
    }

    private static void AddSessions(GeneratedWorld world, JsonObject stat, bool sessions)
    {
        var counts = new JsonObject();
        foreach (var name in Names.Where(_ => world.Chance(0.12)))
        {
            counts[name] = sessions ? world.Random.Next(3) : 0;
        }

        if (sessions && world.Chance(0.02))
        {
            // Which names overflow is nobody's business as long as only the first, by position and by order, has a family.
            counts = new JsonObject { ["antigravity"] = 1 };
            for (var i = 0; i < 90; i++)
            {
                counts[$"zz-tool-{i:00}"] = 1;
            }
        }

        if (world.Chance(0.8))
        {
            stat["session_counts"] = counts;
        }

        foreach (var name in OlderFields.Where(_ => world.Chance(0.15)))
        {
            // Not to contradict the map: the older field says the same as the map, or speaks where it is silent.
            var said = counts.Any(item => SessionNames.Normalize(item.Key) == name);
            var open = counts.Any(item => SessionNames.Normalize(item.Key) == name && item.Value!.GetValue<int>() > 0);
            if (counts.Count < 60)
            {
                stat["session_count_" + name] = sessions && (said ? open : world.Chance(0.5)) ? 2 : 0;
            }
        }
    }

    private static IEnumerable<JsonObject> Again(GeneratedWorld world, JsonObject stat, DateTimeOffset time)
    {
        if (world.Chance(0.08))
        {
            yield return stat.DeepClone().AsObject();
        }

        if (world.Chance(0.08))
        {
            // The same identity, whether to the microsecond or only to the millisecond.
            var other = stat.DeepClone().AsObject();
            if (time.Microsecond == 0 && time < world.Now && world.Chance(0.5))
            {
                other["created_at"] = world.Written(time.AddMicroseconds(world.Pick([1, 400, 900, 999])));
            }

            AddLatency(world, other);
            yield return other;
        }
    }

    /// <summary>Each user in all its templates at once for one half-hour, over 30 minutes in sum.</summary>
    private static IEnumerable<JsonObject> Crowd(GeneratedWorld world)
    {
        foreach (var userId in world.KnownUsers.Take(3))
        {
            var halfHour = world.Pick(world.HalfHours);
            foreach (var workspace in world.Workspaces.Where(workspace => workspace.UserId == userId))
            {
                foreach (var minute in Enumerable.Range(0, 30).Where(_ => world.Chance(0.8)))
                {
                    yield return Stat(world, workspace, halfHour.AddMinutes(minute) + world.WithinMinute(), Connections.Some);
                }
            }
        }
    }

    private enum Connections
    {
        None,
        WithoutSessions,
        Late,
        Some,
        Others,
    }
}
