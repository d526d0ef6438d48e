using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Insights.Functions.Http.Operations;

/// <summary>Describes what is written by <paramref name="type"/>, in the words of JSON Schema.</summary>
public delegate JsonObject SchemaOfType(JsonTypeInfo type);
