using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Insights;

[JsonSerializable(typeof(TemplatesAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TemplateAnswer>))]
[JsonSerializable(typeof(UserReportAnswer<ActiveUser>), TypeInfoPropertyName = "UserActivityAnswer")]
[JsonSerializable(typeof(UserReportAnswer<MeasuredUser>), TypeInfoPropertyName = "UserLatencyAnswer")]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(DailyActiveUsersAnswer))]
[JsonSerializable(typeof(UserStatusCountsAnswer))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(StorageReportAnswer))]
[JsonSerializable(typeof(OperationsFunction.HealthAnswer))]
[JsonSerializable(typeof(OperationsFunction.BuildInfoAnswer))]
internal sealed partial class InsightsJson : JsonSerializerContext
{
    public static InsightsJson Api { get; } = new(ApiJson.NewOptions());
}
