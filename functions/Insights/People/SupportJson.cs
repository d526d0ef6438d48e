using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.People;

[JsonSerializable(typeof(PeopleAnswer<SupportAnswer>), TypeInfoPropertyName = "Answer")]
internal sealed partial class SupportJson : JsonSerializerContext
{
    public static SupportJson Api { get; } = new(ApiJson.NewOptions());
}
