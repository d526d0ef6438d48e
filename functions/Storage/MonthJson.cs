using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptMonth))]
internal sealed partial class MonthJson : JsonSerializerContext;
