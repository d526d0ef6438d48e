using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Random scenarios that are nastier than the given two: every edge of semantics.md that its words decide.</summary>
public static class ScenarioGenerator
{
    /// <param name="seed">The same seed and instant give the same scenario.</param>
    /// <param name="now">All events lie in the three weeks before it; the cases are answered at it.</param>
    /// <param name="agentStats">Reports before those repeated or contradicted.</param>
    /// <param name="appStats">Sessions before those reported again.</param>
    public static Scenario Generate(int seed, DateTimeOffset now, int agentStats = 600, int appStats = 120)
    {
        var world = new GeneratedWorld(new Random(seed), now);
        var catalog = CatalogGeneration.Catalog(world);
        var scenario = new Scenario(
            $"generated-{seed}",
            catalog,
            CatalogGeneration.Updates(world, catalog),
            new JsonArray([.. BuildGeneration.Builds(world)]),
            new JsonArray([.. AgentStatGeneration.Stats(world, agentStats)]),
            new JsonArray([.. AppStatGeneration.Stats(world, appStats)]),
            []);

        // Through text, so that what is evaluated is what is written.
        scenario = Scenario.Parse(JsonNode.Parse(scenario.ToJson().ToJsonString())!.AsObject());
        var evaluator = new ReferenceEvaluator(scenario, now);
        return scenario with
        {
            Cases = [.. CaseGeneration.Cases(world).Select(one => one with { Expect = evaluator.Evaluate(one) })],
        };
    }
}
