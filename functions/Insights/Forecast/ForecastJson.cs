using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights.Forecast;

[JsonSerializable(typeof(ForecastAnswer))]
internal sealed partial class ForecastJson : JsonSerializerContext
{
    public static ForecastJson Api { get; } = new(ApiJson.NewOptions());
}
