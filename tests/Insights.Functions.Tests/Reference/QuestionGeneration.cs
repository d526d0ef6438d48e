using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Queries with filters, and of what is asked beyond Coder's reports.</summary>
public static class QuestionGeneration
{
    private const int Rounds = 8;

    private static readonly string[] Names =
    [
        "vscode", "family:vscode", "session:vscode", "cursor", "code-server", "app:code-server", "session:code-server", "ssh", "family:ssh", "zed",
        "reconnecting-pty", "jetbrains", "jupyter", "Ünïcode", "a b", "8080", "[terminal]", "unknown", "emacs daemon", "family:nosuch", "nobody",
    ];

    public static IEnumerable<(string Endpoint, JsonObject Query)> Queries(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        for (var round = 0; round < Rounds; round++)
        {
            var zone = world.Chance(0.6) ? world.Pick(CaseGeneration.Zones) : null;
            var calendar = zone is null
                ? LocalCalendar.Fixed(TimeSpan.FromHours(world.Pick(CaseGeneration.OffsetHours)))
                : new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
            var days = world.Pick([1, 7, 20, 45]);
            var first = calendar.DateOf(world.Now).AddDays(-days - world.Random.Next(3));
            var query = CaseGeneration.Range(
                calendar.StartOf(first), calendar.StartOf(first.AddDays(days)), CaseGeneration.TemplateIds(world));
            AddFilter(world, query);
            foreach (var endpoint in new[] { "user-activity", "user-latency" })
            {
                yield return (CaseGeneration.Insights + endpoint, Copy(query));
            }

            if (zone is not null)
            {
                query["timezone"] = zone;
            }

            yield return (CaseGeneration.Insights + "connection", Copy(query));
            yield return (CaseGeneration.Insights + "versions", Copy(query));
            yield return (CaseGeneration.Insights + "concurrency", With(query, "sections", world.Pick(["", "days", "heat_map", "days,heat_map,half_hours"])));
            yield return (CaseGeneration.Insights + "trends", With(query, "interval", world.Pick(["month", "quarter"])));
            var templates = With(query, "session_apps", world.Pick(["families", "each", "both"]));
            yield return (CaseGeneration.Insights + "templates", With(templates, "interval", "day"));
            foreach (var name in new[] { "start_time", "end_time" })
            {
                query.Remove(name);
            }

            yield return (CaseGeneration.Insights + "forecast", With(query, "weeks", world.Pick(["4", "12"])));
            query.Remove("template_ids");
            yield return (CaseGeneration.Insights + "daus", query);
        }
    }

    private static void AddFilter(GeneratedWorld world, JsonObject query)
    {
        if (world.Chance(0.4))
        {
            query["user_ids"] = new JsonArray([.. world.KnownUsers.Append(world.NewId()).Where(_ => world.Chance(0.6)).Select(id => JsonValue.Create(id))]);
        }

        if (world.Chance(0.4))
        {
            query["group_ids"] = new JsonArray([.. world.Groups.Concat(world.Organizations).Where(_ => world.Chance(0.4)).Select(id => JsonValue.Create(id))]);
        }

        if (world.Chance(0.5))
        {
            query["apps"] = new JsonArray([.. Names.Where(_ => world.Chance(0.2)).Select(name => JsonValue.Create(name))]);
        }

        if (world.Chance(0.2))
        {
            query["include_system"] = "true";
        }
    }

    private static JsonObject Copy(JsonObject query) => query.DeepClone().AsObject();

    private static JsonObject With(JsonObject query, string name, string value)
    {
        var copy = Copy(query);
        copy[name] = value;
        return copy;
    }
}
