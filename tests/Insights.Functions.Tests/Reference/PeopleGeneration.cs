using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Scenarios in which workspaces start and stop, and queries of who uses what and what runs unused.</summary>
public static class PeopleGeneration
{
    private static readonly string[] Statuses = ["succeeded", "succeeded", "succeeded", "failed", "canceled", "running", "pending"];

    // The number of builds that never say what they do.
    private const int Silent = 99;

    /// <param name="seed">The same seed and instant give the same scenario.</param>
    /// <param name="now">All events lie in the three weeks before it; the cases are answered at it.</param>
    public static Scenario Generate(int seed, DateTimeOffset now)
    {
        var world = new GeneratedWorld(new Random(seed), now);
        var catalog = CatalogGeneration.Catalog(world);
        AddPeople(world, catalog);
        var scenario = new Scenario(
            $"people-{seed}",
            catalog,
            CatalogGeneration.Updates(world, catalog),
            new JsonArray([.. BuildGeneration.Builds(world).Concat(Starts(world)).Select(build => WithEffect(world, build))]),
            new JsonArray([.. AgentStatGeneration.Stats(world, count: 500), .. Slower(world)]),
            new JsonArray([.. AppStatGeneration.Stats(world, count: 90)]),
            []);
        scenario = Scenario.Parse(JsonNode.Parse(scenario.ToJson().ToJsonString())!.AsObject());
        var evaluator = new ReferenceEvaluator(scenario, now);
        return scenario with { Cases = [.. Queries(world).Select((query, number) => new ScenarioCase($"{number:000}", query.Endpoint, query.Query, null)).Select(one => one with { Expect = evaluator.Evaluate(one) })] };
    }

    // A group with everybody, and lists of who may use two of the templates.
    private static void AddPeople(GeneratedWorld world, JsonObject catalog)
    {
        catalog["groups"]!.AsArray().Add(new JsonObject
        {
            ["id"] = world.NewId(),
            ["name"] = "everybody",
            ["display_name"] = "Everybody",
            ["members"] = new JsonArray([.. world.Workspaces.Select(workspace => workspace.UserId).Distinct().Select(id => JsonValue.Create(id))]),
        });
        catalog["templates"]![0]!["use_user_ids"] = new JsonArray(world.KnownUsers[0], world.KnownUsers[4], world.NewId());
        catalog["templates"]![1]!["use_user_ids"] = new JsonArray(world.KnownUsers[1]);
        catalog["templates"]![1]!["use_group_ids"] = new JsonArray(world.Organizations[0], world.Groups[0]);
    }

    // Workspaces that ran through most of the time, one by one and at once, so that there is something to be used.
    private static IEnumerable<JsonObject> Starts(GeneratedWorld world)
    {
        foreach (var workspace in world.Workspaces.Where(workspace => workspace.HasBuilds))
        {
            for (var twin = 0; twin < world.Pick([1, 1, 2, 3]); twin++)
            {
                var created = world.Now.AddDays(-world.Random.Next(1, 30)).AddSeconds(world.Random.Next(86_400));
                yield return new JsonObject
                {
                    ["id"] = world.NewId(),
                    ["workspace_id"] = twin == 0 ? workspace.Id : world.NewId(),
                    ["workspace_name"] = $"twin-{twin}",
                    ["owner_id"] = world.Chance(0.9) ? workspace.UserId : world.Pick(world.KnownUsers),
                    ["template_id"] = workspace.TemplateId,
                    ["template_version_id"] = world.Pick(world.Versions[workspace.TemplateId]),
                    ["build_number"] = twin == 2 ? Silent : 10,
                    ["created_at"] = world.Written(created),
                    ["parameters"] = ParameterGeneration.Given(world),
                    ["transition"] = twin == 2 ? null : "start",
                };
            }
        }
    }

    // Somebody whose connection was good until a week ago.
    private static IEnumerable<JsonObject> Slower(GeneratedWorld world)
    {
        var (workspace, midnight) = (world.Workspaces[0], new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero));
        foreach (var (first, latency) in new[] { (-13, 20.5), (-6, 480.25) })
        {
            for (var number = 0; number < 20; number++)
            {
                yield return new JsonObject
                {
                    ["created_at"] = world.Written(midnight.AddDays(first).AddHours(6 * number).AddMinutes(world.Random.Next(30))),
                    ["user_id"] = workspace.UserId,
                    ["agent_id"] = workspace.AgentIds[0],
                    ["workspace_id"] = workspace.Id,
                    ["template_id"] = workspace.TemplateId,
                    ["connection_count"] = 1,
                    ["connection_median_latency_ms"] = latency,
                    ["session_counts"] = new JsonObject { ["vscode"] = 1 },
                };
            }
        }
    }

    private static JsonObject WithEffect(GeneratedWorld world, JsonObject build)
    {
        var created = GivenReader.Time(build["created_at"]!.GetValue<string>());
        if (build["transition"] is null && build["build_number"]!.GetValue<int>() != Silent && world.Chance(0.85))
        {
            build["transition"] = world.Pick(["start", "start", "stop", "delete"]);
        }

        if (world.Chance(0.7))
        {
            build["job_status"] = world.Pick(Statuses);
        }

        if (world.Chance(0.8))
        {
            // Now and then before it was made: clocks differ.
            build["completed_at"] = world.Written(created.AddMilliseconds(world.Random.Next(-5000, 400_000)));
        }

        if (world.Chance(0.7))
        {
            build["daily_cost"] = world.Pick([0, 7, 24, 1000]);
        }

        return build;
    }

    private static IEnumerable<(string Endpoint, JsonObject Query)> Queries(GeneratedWorld world)
    {
        foreach (var (days, back) in new[] { (7, 0), (1, 3), (13, 2), (20, 1), (40, 0), (5, 9), (0, 4) })
        {
            var zone = world.Chance(0.6) ? world.Pick(CaseGeneration.Zones) : null;
            var calendar = zone is null
                ? LocalCalendar.Fixed(TimeSpan.FromHours(world.Pick(CaseGeneration.OffsetHours)))
                : new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
            var last = calendar.DateOf(world.Now).AddDays(-back);
            var query = CaseGeneration.Range(calendar.StartOf(last.AddDays(-days)), calendar.StartOf(last), CaseGeneration.TemplateIds(world));
            if (world.Chance(0.3))
            {
                query["include_system"] = "true";
            }

            if (world.Chance(0.3))
            {
                query["user_ids"] = new JsonArray([.. world.KnownUsers.Where(_ => world.Chance(0.6)).Select(id => JsonValue.Create(id))]);
            }

            if (zone is not null)
            {
                query["timezone"] = zone;
            }

            yield return ($"{CaseGeneration.Insights}utilization", With(query, "hourly_rate", world.Pick(["", "0.42", "3"])));
            yield return ($"{CaseGeneration.Insights}utilization", With(query, "sections", world.Pick(["users", "templates,workspaces"])));
            yield return ($"{CaseGeneration.Insights}adoption", With(query, "", ""));
            yield return ($"{CaseGeneration.Insights}support", With(query, "", ""));
            yield return ($"{CaseGeneration.Insights}parameters", With(query, "interval", world.Pick(["", "day", "week", "month"])));
            yield return ($"{CaseGeneration.Insights}concurrency", With(query, "sections", "days"));
            yield return ($"{CaseGeneration.Insights}versions", With(query, "", ""));
            foreach (var people in People(world, query, days, calendar, last))
            {
                yield return ($"{CaseGeneration.Insights}people", people);
            }

            foreach (var name in (string[])["template_ids", "include_system", "user_ids"])
            {
                query.Remove(name);
            }

            yield return ($"{CaseGeneration.Insights}users/{world.Pick(world.KnownUsers)}", query);
        }

        // What goes on.
        var midnight = new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero);
        var today = CaseGeneration.Range(midnight.AddDays(-3), ReferenceDaus.NextFullHour(world.Now), []);
        foreach (var endpoint in (string[])["utilization", "support", "adoption"])
        {
            yield return ($"{CaseGeneration.Insights}{endpoint}", CaseGeneration.Range(midnight.AddDays(-6), midnight.AddDays(-1), []));
        }

        yield return ($"{CaseGeneration.Insights}support", today);
    }

    private static IEnumerable<JsonObject> People(GeneratedWorld world, JsonObject query, int days, LocalCalendar calendar, DateOnly last)
    {
        var hour = world.Random.Next(24).ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return With(query, "", "");
        yield return With(With(query, "behind", "activity"), world.Pick(["hour", "weekday"]), world.Pick(["1", "5", "7"]));
        yield return With(With(query, "behind", "latency"), "hour", world.Chance(0.5) ? hour : "");
        yield return With(With(With(query, "behind", "latency"), "from_ms", world.Pick(["", "20", "30"])), "to_ms", world.Pick(["", "100", "500"]));
        yield return With(query, "behind", world.Pick(["adopted", "not_adopted"]));
        var parameter = With(With(query, "behind", "parameter"), "parameter", world.Pick(["cpu", "gpu", "region", "cpu"]));
        yield return parameter;
        yield return With(parameter, "value", world.Pick(["8", "4", "2", "true", "false", "oslo"]));

        // A week, or what is left of one.
        var week = With(query, "", "");
        week["start_time"] = Wire.Time(calendar.StartOf(last.AddDays(-Math.Min(days, 7))));
        foreach (var which in (string[])["new", "returning", "resumed", "lapsed"])
        {
            yield return With(week, "behind", which);
        }

        yield return With(With(query, "behind", "cohort"), "cohort", Wire.Time(calendar.StartOf(last.AddDays(-days - world.Pick([0, 3, 7])))));
    }

    private static JsonObject With(JsonObject query, string name, string value)
    {
        var copy = query.DeepClone().AsObject();
        if (value.Length > 0)
        {
            copy[name] = value;
        }

        return copy;
    }
}
