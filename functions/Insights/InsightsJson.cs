using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights;

[JsonSerializable(typeof(TemplatesAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TemplateAnswer>))]
[JsonSerializable(typeof(UserReportAnswer<ActiveUser>), TypeInfoPropertyName = "UserActivityAnswer")]
[JsonSerializable(typeof(UserReportAnswer<MeasuredUser>), TypeInfoPropertyName = "UserLatencyAnswer")]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(FirstScreenAnswer))]
[JsonSerializable(typeof(DailyActiveUsersAnswer))]
[JsonSerializable(typeof(UserStatusCountsAnswer))]
internal sealed partial class InsightsJson : JsonSerializerContext
{
    public static InsightsJson Api { get; } = new(ApiJson.NewOptions());
}
