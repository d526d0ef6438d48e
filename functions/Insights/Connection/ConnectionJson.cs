using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Connection;

[JsonSerializable(typeof(ConnectionAnswer))]
internal sealed partial class ConnectionJson : JsonSerializerContext
{
    public static ConnectionJson Api { get; } = new(ApiJson.NewOptions());
}
