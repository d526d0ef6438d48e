using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(Accepted))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
