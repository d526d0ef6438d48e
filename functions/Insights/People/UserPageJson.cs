using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.People;

[JsonSerializable(typeof(UserPage))]
internal sealed partial class UserPageJson : JsonSerializerContext
{
    public static UserPageJson Api { get; } = new(ApiJson.NewOptions());
}
