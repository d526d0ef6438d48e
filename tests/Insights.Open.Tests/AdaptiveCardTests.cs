using System.Text.Json.Nodes;
using Insights.Functions.Notices;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>Microsoft's reader of adaptive cards takes ours as they are.</summary>
[Collection(DemoCollection.Name)]
public sealed class AdaptiveCardTests(Demo demo)
{
    [Fact]
    public async Task The_digest_of_the_demo_is_a_card() => await AssertIsCardAsync((await demo.App.GetAsync("/api/v2/admin/digest"))["card"]!);

    [Fact]
    public async Task A_notice_with_a_link_is_a_card()
    {
        var notice = new Notice("What began", [new("", [new("docker *x*", ": 3 active users", new Uri("https://insights.example.com/templates/70000000-0000-0000-0000-000000000001"))]), new("Peaks", ["300 at once", "on [Monday]"])], new Uri("https://insights.example.com/deployment"));

        await AssertIsCardAsync(NoticeText.ToTeams(notice)["attachments"]![0]!["content"]!);
    }

    [Fact]
    public async Task What_is_no_card_is_a_fault()
    {
        var (_, output) = await NodePackages.RunAsync("adaptive-card.mjs", [], """{ "type": "AdaptiveCard", "version": "1.4", "body": [{ "type": "TextBlock", "text": "a", "size": "Huge" }] }""");

        Assert.Equal("Invalid value \"Huge\" for property \"size\".", (string)Assert.Single(JsonNode.Parse(output)!["faults"]!.AsArray())!);
    }

    // What it does not know it leaves out.
    private static async Task AssertIsCardAsync(JsonNode card)
    {
        var (exit, output) = await NodePackages.RunAsync("adaptive-card.mjs", [], card.ToJsonString());

        Assert.True(exit == 0, output);
        var read = JsonNode.Parse(output)!;
        Assert.Empty(read["faults"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(card, read["card"]), $"{read["card"]!.ToJsonString()} is not {card.ToJsonString()}");
    }
}
