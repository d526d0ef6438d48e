using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.People;

[JsonSerializable(typeof(PeopleAnswer<UtilizationAnswer>), TypeInfoPropertyName = "Answer")]
internal sealed partial class UtilizationJson : JsonSerializerContext
{
    public static UtilizationJson Api { get; } = new(ApiJson.NewOptions());
}
