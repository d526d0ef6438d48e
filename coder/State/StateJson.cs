using System.Text.Json.Serialization;

namespace Insights.Coder.State;

/// <summary>The state of a source as it is stored and sent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceState))]
public sealed partial class StateJson : JsonSerializerContext;
