using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.People;

[JsonSerializable(typeof(PeopleAnswer<ParametersAnswer>), TypeInfoPropertyName = "Answer")]
internal sealed partial class ParametersJson : JsonSerializerContext
{
    public static ParametersJson Api { get; } = new(ApiJson.NewOptions());
}
