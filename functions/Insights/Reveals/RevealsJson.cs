using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Reveals;

[JsonSerializable(typeof(RevealAnswer))]
[JsonSerializable(typeof(RevealsAnswer))]
internal sealed partial class RevealsJson : JsonSerializerContext
{
    public static RevealsJson Api { get; } = new(ApiJson.NewOptions());
}
