using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Trends;

[JsonSerializable(typeof(TrendsAnswer))]
internal sealed partial class TrendsJson : JsonSerializerContext
{
    public static TrendsJson Api { get; } = new(ApiJson.NewOptions());
}
