using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>How notices are stored: as JSON, in which a later release may add fields but not change any.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ToldNotice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
