using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FoldMessage))]
[JsonSerializable(typeof(PurgeMessage))]
[JsonSerializable(typeof(EraseMessage))]
internal sealed partial class MaintenanceJson : JsonSerializerContext;
