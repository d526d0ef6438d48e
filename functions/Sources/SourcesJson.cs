using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Sources;

[JsonSerializable(typeof(SourceTermsAnswer))]
[JsonSerializable(typeof(SourceRevisionAnswer))]
[JsonSerializable(typeof(SourcesAnswer))]
internal sealed partial class SourcesJson : JsonSerializerContext
{
    public static SourcesJson Api { get; } = new(ApiJson.NewOptions());
}
