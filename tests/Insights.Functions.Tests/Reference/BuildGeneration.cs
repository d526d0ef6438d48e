using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

public static class BuildGeneration
{
    /// <summary>Two differ in Unicode normalization alone; the last two order differently by UTF-16 and by UTF-8.</summary>
    public static readonly IReadOnlyList<string> Slugs =
        ["jupyter", "code-server", "Jupyter", "Ünïcode", "U\u0308ni\u0308code", "a b", "\uFF5A-app", "\U0001F600-app"];

    private static readonly string[] DisplayNames = ["", "App", "app", "Äpp", "\uFF5A", "\U0001F600"];

    public static IEnumerable<JsonObject> Builds(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var midnight = new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero);
        var tie = midnight.AddDays(-world.Random.Next(2, 10));
        foreach (var workspace in world.Workspaces.Where(workspace => workspace.HasBuilds))
        {
            var builds = world.Random.Next(1, 5);
            for (var number = 1; number <= builds; number++)
            {
                // Build numbers need not follow the clock; a tie is decided by number and id; and midnight is the edge of a range.
                var created = world.Random.Next(4) switch
                {
                    0 => tie,
                    1 => midnight.AddDays(-world.Random.Next(1, GeneratedWorld.Days)).AddHours(world.Pick([0, 3, 11, 18.25])),
                    2 => world.Pick(world.HalfHours) + world.WithinMinute(),
                    _ => midnight.AddDays(-world.Random.Next(1, GeneratedWorld.Days)).AddMinutes(world.Random.Next(1440)),
                };
                yield return Build(world, workspace, number, created);
            }
        }
    }

    private static JsonObject Build(GeneratedWorld world, GeneratedWorkspace workspace, int number, DateTimeOffset created)
    {
        // One slug has one name within a build, whichever of its agents has it.
        var apps = Slugs.Where(_ => world.Chance(0.6)).Select(slug => App(world, slug, created)).ToList();
        return new JsonObject
        {
            ["id"] = world.NewId(),
            ["workspace_id"] = workspace.Id,
            ["workspace_name"] = "workspace",
            ["owner_id"] = workspace.UserId,
            ["template_id"] = workspace.TemplateId,
            ["template_version_id"] = world.Pick(world.Versions[workspace.TemplateId]),
            ["build_number"] = number,
            ["created_at"] = world.Written(created),
            ["parameters"] = ParameterGeneration.Given(world),
            ["agents"] = new JsonArray([.. workspace.AgentIds.Select(id => new JsonObject
            {
                ["id"] = id,
                ["name"] = "main",
                ["apps"] = new JsonArray([.. apps.Where(_ => world.Chance(0.7)).Select(app => app.DeepClone())]),
            })]),
        };
    }

    // It may be older than the build that has it, or older than all that is kept; two of one time are decided by their builds.
    private static JsonObject App(GeneratedWorld world, string slug, DateTimeOffset built)
    {
        var app = new JsonObject
        {
            ["slug"] = slug,
            ["display_name"] = world.Pick(DisplayNames),
            ["icon"] = world.Pick(["", "/icon/a.svg"]),
        };
        if (world.Chance(0.5))
        {
            app["created_at"] = world.Written(world.Pick([built, built.AddHours(-30), world.Pick(world.HalfHours), world.Now.AddDays(-400)]));
        }

        return app;
    }
}
