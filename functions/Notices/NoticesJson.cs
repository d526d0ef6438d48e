using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Notices;

[JsonSerializable(typeof(DigestAnswer))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class NoticesJson : JsonSerializerContext
{
    public static NoticesJson Api { get; } = new(ApiJson.NewOptions());
}
