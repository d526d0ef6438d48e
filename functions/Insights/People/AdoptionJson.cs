using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.People;

[JsonSerializable(typeof(PeopleAnswer<AdoptionAnswer>), TypeInfoPropertyName = "Answer")]
internal sealed partial class AdoptionJson : JsonSerializerContext
{
    public static AdoptionJson Api { get; } = new(ApiJson.NewOptions());
}
