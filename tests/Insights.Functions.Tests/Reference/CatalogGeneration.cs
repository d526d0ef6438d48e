using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

public static class CatalogGeneration
{
    private static readonly string[] Statuses = ["active", "dormant", "suspended"];

    public static JsonObject Catalog(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var midnight = new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero);
        var users = new JsonArray();
        for (var i = 0; i < world.KnownUsers.Count; i++)
        {
            // Before the 60 days of the status counts, on an edge of them, and within them.
            var created = midnight.AddDays(-world.Pick([300, 61, 60, 59, 30]));
            var user = User(world, i, world.Pick(Statuses), created);
            if (i is 3 or 5)
            {
                user["is_system"] = true;
            }

            if (world.Chance(0.3))
            {
                user["status_changed_at"] = Wire.Time(created.AddHours(world.Random.Next(100)));
            }

            users.Add(user);
        }

        var templates = new JsonArray();
        for (var i = 0; i < world.KnownTemplates.Count; i++)
        {
            templates.Add(new JsonObject
            {
                ["id"] = world.KnownTemplates[i],
                ["name"] = $"template-{i}",
                ["display_name"] = $"Template {i}",
                ["icon"] = "",
                ["organization_id"] = world.Pick(world.Organizations),
                ["created_at"] = "2026-01-02T00:00:00Z",
            });
        }

        var versions = new JsonArray();
        foreach (var templateId in world.KnownTemplates.Append(world.UnknownTemplate))
        {
            // The last version of each template stays unknown.
            foreach (var versionId in world.Versions[templateId].SkipLast(1))
            {
                versions.Add(new JsonObject
                {
                    ["id"] = versionId,
                    ["template_id"] = templateId,
                    ["parameters"] = ParameterGeneration.Definitions(world),
                });
            }
        }

        return new JsonObject
        {
            ["organizations"] = new JsonArray([.. world.Organizations.Select((id, i) => new JsonObject
            {
                ["id"] = id,
                ["name"] = $"organization-{i}",
                ["display_name"] = $"Organization {i}",
            })]),
            ["users"] = users,
            ["groups"] = new JsonArray([.. world.Groups.Select((id, i) => new JsonObject
            {
                ["id"] = id,
                ["name"] = $"group-{i}",
                ["organization_id"] = world.Organizations[i],
                ["members"] = new JsonArray([.. world.KnownUsers.Where((_, user) => user % 3 != i).Select(user => JsonValue.Create(world.Written(user)))]),
            })]),
            ["templates"] = templates,
            ["template_versions"] = versions,
        };
    }

    /// <summary>Later bodies: a status change with its time and one without, a new name, a deletion.</summary>
    public static IReadOnlyList<JsonObject> Updates(GeneratedWorld world, JsonObject catalog)
    {
        ArgumentNullException.ThrowIfNull(world);
        var midnight = new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero);
        var timed = Mention(0);
        timed["status"] = Next(timed);
        timed["status_changed_at"] = Wire.Time(midnight.AddDays(-world.Random.Next(1, 20)).AddHours(world.Pick([0, 3, 11])));
        var untimed = Mention(1);
        untimed["status"] = Next(untimed);
        untimed.Remove("status_changed_at");
        var renamed = Mention(3);
        renamed["username"] = "renamed";
        var deleted = Mention(2);
        deleted["deleted"] = true;

        // Of the two that are the system's one turns out to be a person.
        timed.Remove("is_system");
        untimed["is_system"] = true;
        renamed["is_system"] = false;
        return [Body(timed, untimed), Body(renamed, deleted)];

        static string Next(JsonObject user) => Statuses[(Array.IndexOf(Statuses, user["status"]!.GetValue<string>()) + 1) % Statuses.Length];

        // The whole first mention, so that it does not matter what an upsert makes of a field left out.
        JsonObject Mention(int index) => catalog["users"]![index]!.DeepClone().AsObject();
    }

    private static JsonObject Body(params JsonNode[] users) => new() { ["users"] = new JsonArray(users) };

    private static JsonObject User(GeneratedWorld world, int index, string status, DateTimeOffset created) => new()
    {
        ["id"] = world.KnownUsers[index],
        ["username"] = $"user{index}",
        ["name"] = $"User {index}",
        ["avatar_url"] = index % 2 == 0 ? $"https://example.test/{index}.png" : "",
        ["status"] = status,
        ["created_at"] = Wire.Time(created),
        ["organization_ids"] = new JsonArray(world.Organizations[index % 2]),
    };
}
