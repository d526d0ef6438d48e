using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Concurrency;

[JsonSerializable(typeof(ConcurrencyAnswer))]
internal sealed partial class ConcurrencyJson : JsonSerializerContext
{
    public static ConcurrencyJson Api { get; } = new(ApiJson.NewOptions());
}
