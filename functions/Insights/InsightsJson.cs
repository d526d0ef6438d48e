using System.Text.Json.Serialization;

namespace Insights.Functions.Insights;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TemplatesAnswer))]
[JsonSerializable(typeof(UserReportAnswer<ActiveUser>), TypeInfoPropertyName = "UserActivityAnswer")]
[JsonSerializable(typeof(UserReportAnswer<MeasuredUser>), TypeInfoPropertyName = "UserLatencyAnswer")]
[JsonSerializable(typeof(DailyActiveUsersAnswer))]
[JsonSerializable(typeof(UserStatusCountsAnswer))]
[JsonSerializable(typeof(OperationsFunction.HealthAnswer))]
[JsonSerializable(typeof(OperationsFunction.BuildInfoAnswer))]
internal sealed partial class InsightsJson : JsonSerializerContext;
