using System.Text.Json.Nodes;
using Xunit;

namespace Insights.Functions.Tests.Reference;

public sealed class ReferenceEvaluatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 35, 12, TimeSpan.Zero);

    [Theory]
    [InlineData("scenario-1", 0)]
    [InlineData("scenario-2", 0)]
    [InlineData("scenario-1", 6)]
    [InlineData("scenario-2", -3)]
    public void The_evaluator_gives_every_answer_of_a_conformance_scenario_whatever_the_weeks(string name, int weeks)
    {
        var scenario = Scenario.Fixture(name).ShiftWeeks(weeks);
        var evaluator = new ReferenceEvaluator(scenario, Now);

        Assert.NotEmpty(scenario.Cases);
        Assert.All(scenario.Cases, one =>
            Assert.Null(JsonDifference.First(one.Expect, evaluator.Evaluate(one), fieldOrder: true)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_generated_scenario_holds_after_a_round_trip_with_every_event_twice_and_in_another_order(int seed)
    {
        var scenario = ScenarioGenerator.Generate(seed, Now);
        var again = Scenario.Parse(JsonNode.Parse(scenario.ToJson().ToJsonString())!.AsObject());
        again = again with
        {
            Builds = TwiceBackwards(again.Builds),
            AgentStats = TwiceBackwards(again.AgentStats),
            AppStats = TwiceBackwards(again.AppStats),
        };
        var evaluator = new ReferenceEvaluator(again, Now);

        Assert.All(scenario.Cases, one => Assert.Null(JsonDifference.First(one.Expect, evaluator.Evaluate(one))));
    }

    [Fact]
    public void A_generated_scenario_depends_on_its_seed_alone()
    {
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));

        static string Text(int seed) => ScenarioGenerator.Generate(seed, Now).ToJson().ToJsonString();
    }

    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "$.a[0]: expected 1, but was 2")]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", "$.b: expected no such key, but it is null")]
    [InlineData("""{"a":[]}""", """{}""", "$.a: expected [], but the key is absent")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "$.a: expected 1, but was \"1\"")]
    [InlineData("""{"latency_ms":{"p50":1}}""", """{"latency_ms":{"p50":1.0000005}}""", null)]
    [InlineData("""{"seconds":1}""", """{"seconds":1.0000005}""", "$.seconds: expected 1, but was 1.0000005")]
    [InlineData("""{"end_time":"2026-10-03T00:00:00Z"}""", """{"end_time":"2026-10-03T00:00:00.000+00:00"}""", null)]
    public void A_difference_is_told_by_its_path(string expected, string actual, string? difference) =>
        Assert.Equal(difference, JsonDifference.First(JsonNode.Parse(expected), JsonNode.Parse(actual)));

    [Fact]
    public void An_offset_is_part_of_a_time() => Assert.NotNull(JsonDifference.First(
        JsonNode.Parse("""{"end_time":"2026-10-03T00:00:00Z"}"""), JsonNode.Parse("""{"end_time":"2026-10-03T01:00:00+01:00"}""")));

    private static JsonArray TwiceBackwards(JsonArray items) =>
        [.. items.Concat(items).Reverse().Select(item => item!.DeepClone())];
}
