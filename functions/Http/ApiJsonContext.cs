using System.Text.Json;
using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    public static ApiJsonContext Api { get; } = new(ApiJson.NewOptions());
}
