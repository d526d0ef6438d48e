using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Http;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>Bodies of requests that stand in a document are read, and are as the document of the API says.</summary>
public sealed class DocumentedBodiesTests
{
    [Fact]
    public void A_body_that_is_written_down_is_read_without_a_fault()
    {
        var body = Assert.Single(DocumentedBlock.RunBy(nameof(DocumentedBodiesTests))).Text;
        var schema = DescribedApi.Find("POST", "/api/v2/insights/reveals")!["requestBody"]!["content"]!["application/json"]!["schema"]!.AsObject();
        var validation = new Validation();

        var asked = RevealRequest.Read(JsonDocument.Parse(body), maxHours: 24, validation);

        Assert.Equal([], StrictSchema.FaultsOf(JsonNode.Parse(body), schema));
        Assert.Equal((0, JsonNode.Parse(body)!.AsObject().Count), (validation.Count, 6));
        Assert.Equal(((string)JsonNode.Parse(body)!["reason"]!, 4), (asked.Reason, asked.Hours));
    }
}
