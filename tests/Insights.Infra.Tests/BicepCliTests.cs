namespace Insights.Infra.Tests;

/// <summary>What the CLI itself has to say of the files.</summary>
public sealed class BicepCliTests(InfraFixture infra)
{
    public static TheoryData<string> Sources => [.. InfraFixture.Sources];

    [Fact]
    public void The_linter_finds_neither_errors_nor_warnings() => infra.Lint.Clean();

    [Theory]
    [InlineData("main")]
    [InlineData("production")]
    public void A_parameter_file_fits_the_template(string file) => infra.Parameters[file].Clean();

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_file_is_formatted(string source) => Assert.Equal(infra.Formatted[source], Repository.Read($"infra/{source}"));

    [Fact]
    public void Every_rule_of_the_linter_that_is_set_is_an_error()
    {
        var rules = System.Text.Json.Nodes.JsonNode.Parse(Repository.Read("infra/bicepconfig.json"))!["analyzers"]!["core"]!["rules"]!.AsObject();
        Assert.All(rules, rule => Assert.Equal("error", (string?)rule.Value!["level"]));
        Assert.Contains("use-recent-api-versions", rules.Select(rule => rule.Key));
        Assert.Contains("outputs-should-not-contain-secrets", rules.Select(rule => rule.Key));
    }
}
