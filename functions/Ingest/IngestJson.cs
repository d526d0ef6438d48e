using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Ingest;

[JsonSerializable(typeof(IReadOnlyList<Guid>))]
[JsonSerializable(typeof(AccessAnswer))]
internal sealed partial class IngestJson : JsonSerializerContext
{
    public static IngestJson Api { get; } = new(ApiJson.NewOptions());
}
