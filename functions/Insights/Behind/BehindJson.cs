using System.Text.Json.Serialization;
using Insights.Functions.Http;
using Insights.Functions.Insights.People;

namespace Insights.Functions.Insights.Behind;

[JsonSerializable(typeof(PeopleAnswer<BehindAnswer>), TypeInfoPropertyName = "Answer")]
internal sealed partial class BehindJson : JsonSerializerContext
{
    public static BehindJson Api { get; } = new(ApiJson.NewOptions());
}
