using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Versions;

[JsonSerializable(typeof(VersionsAnswer))]
internal sealed partial class VersionsJson : JsonSerializerContext
{
    public static VersionsJson Api { get; } = new(ApiJson.NewOptions());
}
