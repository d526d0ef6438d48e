using System.Text.Json.Serialization;

namespace Insights.Functions.Ingest;

[JsonSerializable(typeof(IReadOnlyList<Guid>))]
internal sealed partial class IngestJson : JsonSerializerContext;
