using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Functions.Tests.Reference;

/// <summary>What is compared with the product is worth comparing: every kind of figure is in it.</summary>
public sealed class PeopleGenerationTests
{
    private static readonly string Answers = string.Concat(
        from seed in (int[])[21, 22]
        from one in PeopleGeneration.Generate(seed, new DateTimeOffset(2026, 11, 5, 14, 20, 0, TimeSpan.Zero)).Cases
        select one.Expect!.ToJsonString());

    [Theory]
    [InlineData("\"never_used\":true")]
    [InlineData("\"never_used\":false")]
    [InlineData("\"running\":false")]
    [InlineData("\"shared_seconds\":[1-9]")]
    [InlineData("\"unmatched_seconds\":[1-9]")]
    [InlineData("\"workspaces_unknown\":[1-9]")]
    [InlineData("\"idle_cost\":[1-9]")]
    [InlineData("\"new\":[1-9]")]
    [InlineData("\"returning\":[1-9]")]
    [InlineData("\"resumed\":[1-9]")]
    [InlineData("\"lapsed\":[1-9]")]
    [InlineData("\"active\":\\[[1-9],[1-9]")]
    [InlineData("\"stickiness\":0\\.")]
    [InlineData("\"share\":0\\.")]
    [InlineData("\"no_usage\"")]
    [InlineData("\"fell\"")]
    [InlineData("\"slower\"")]
    [InlineData("\"slower_since\"")]
    [InlineData("\"below_group\":\\{")]
    [InlineData("\"recorded\":true")]
    [InlineData("\"recorded\":false")]
    [InlineData("\"defined\":false")]
    [InlineData("\"unused_options\"")]
    [InlineData("\"distribution\"")]
    [InlineData("\"active_days\":[2-9]")]
    public void There_is(string figure) => Assert.Matches(new Regex(figure), Answers);
}
