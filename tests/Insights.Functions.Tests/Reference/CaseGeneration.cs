using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Valid queries over a generated scenario; what semantics.md leaves open is not asked.</summary>
public static class CaseGeneration
{
    internal const string Insights = "/api/v2/insights/";

    internal static readonly double[] OffsetHours = [0, 5.75, -3, 13, 5.5, -9.5, 1];

    internal static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];

    public static IEnumerable<ScenarioCase> Cases(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var number = 0;
        foreach (var (endpoint, query) in Queries(world))
        {
            yield return new ScenarioCase($"{number++:000}", endpoint, query, null);
        }
    }

    private static IEnumerable<(string Endpoint, JsonObject Query)> Queries(GeneratedWorld world) =>
        OffsetHours.SelectMany(hours => Ranges(world, LocalCalendar.Fixed(TimeSpan.FromHours(hours)), null))
            .Concat(Zones.SelectMany(zone => Ranges(world, Calendar(zone), zone)))
            .Concat(Now(world))
            .Concat(QuestionGeneration.Queries(world));

    private static IEnumerable<(string Endpoint, JsonObject Query)> Ranges(GeneratedWorld world, LocalCalendar calendar, string? zone)
    {
        var today = calendar.DateOf(world.Now);
        foreach (var days in new[] { 1, 7, 13, 20, world.Random.Next(2, 20), 0 })
        {
            var first = today.AddDays(-days - (days == 20 ? 0 : world.Random.Next(6)));
            var start = calendar.StartOf(first);
            var end = calendar.StartOf(first.AddDays(days));
            var query = Range(start, end, TemplateIds(world));
            yield return (Insights + "user-activity", Copy(query));
            yield return (Insights + "user-latency", Copy(query));
            yield return (Insights + "templates", Copy(query));
            query["include_system"] = "true";
            yield return (Insights + "user-activity", Copy(query));
            yield return (Insights + "user-latency", Copy(query));
            if (world.Chance(0.5))
            {
                query.Remove("include_system");
            }

            query["interval"] = days is 7 or 13 or 20 && world.Chance(0.6) ? "week" : "day";
            if (zone is not null)
            {
                query["timezone"] = zone;
            }

            yield return (Insights + "templates", Copy(query));
            query["sections"] = new JsonArray(world.Pick(["report", "interval_reports"]));
            yield return (Insights + "templates", query);
        }

        // Until the next full hour of today, if that is a full hour there and still today.
        var local = calendar.Local(ReferenceDaus.NextFullHour(world.Now));
        if (local.Minute == 0 && calendar.DateOf(local) == today)
        {
            var query = Range(calendar.StartOf(today.AddDays(-2)), local, []);
            yield return (Insights + "user-activity", Copy(query));
            query["interval"] = "day";
            if (zone is not null)
            {
                query["timezone"] = zone;
            }

            yield return (Insights + "templates", query);
        }
    }

    private static IEnumerable<(string Endpoint, JsonObject Query)> Now(GeneratedWorld world)
    {
        var places = new[] { 0, 5, -3, 12, 9 }.Select(hours => new JsonObject { ["tz_offset"] = hours })
            .Concat(Zones.Select(zone => new JsonObject { ["timezone"] = zone }));
        foreach (var place in places)
        {
            yield return (Insights + "daus", Copy(place));
            yield return ($"/api/v2/templates/{world.Pick(world.KnownTemplates)}/daus", Copy(place));
            yield return (Insights + "user-status-counts", Copy(place));
            place["include_system"] = "true";
            yield return (Insights + "daus", Copy(place));
            place.Remove("include_system");
            place["interval"] = world.Pick([86_400, 21_600, 3_600]);
            yield return (Insights + "user-status-counts", place);
        }
    }

    internal static JsonObject Range(DateTimeOffset start, DateTimeOffset end, JsonArray templateIds) => new()
    {
        ["start_time"] = Wire.Time(start),
        ["end_time"] = Wire.Time(end),
        ["template_ids"] = templateIds,
    };

    internal static JsonArray TemplateIds(GeneratedWorld world) => world.Random.Next(4) switch
    {
        0 => [world.Pick(world.KnownTemplates)],
        1 => [world.KnownTemplates[0], world.KnownTemplates[2]],
        2 => [world.UnknownTemplate, world.KnownTemplates[1]],
        _ => [],
    };

    private static LocalCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static JsonObject Copy(JsonObject query) => query.DeepClone().AsObject();
}
