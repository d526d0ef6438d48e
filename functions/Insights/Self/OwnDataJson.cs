using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Self;

[JsonSerializable(typeof(OwnData))]
internal sealed partial class OwnDataJson : JsonSerializerContext
{
    public static OwnDataJson Api { get; } = new(ApiJson.NewOptions());
}
