using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(Accepted))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    public static ApiJsonContext Api { get; } = new(ApiJson.NewOptions());
}
