using Insights.Functions.Http.Operations;
using Insights.Functions.Insights.Export;

namespace Insights.Functions.Insights;

/// <summary>What the functions of this room take and give.</summary>
internal static class InsightsOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(TemplatesFunction.TemplateInsights), "How templates were used, in all and by day or week", Answer.Ok(InsightsJson.Api.TemplatesAnswer), TemplatesFunction.Parameters),
        new(nameof(UserActivityFunction.UserActivityInsights), "How long each user was active", Answer.Ok(InsightsJson.Api.UserActivityAnswer), UserReportQuery.Parameters),
        new(nameof(UserLatencyFunction.UserLatencyInsights), "The connection latency of each user", Answer.Ok(InsightsJson.Api.UserLatencyAnswer), UserReportQuery.Parameters),
        new(nameof(OverviewFunction.OverviewInsights), "Many templates side by side", Answer.Ok(InsightsJson.Api.OverviewAnswer), OverviewFunction.Parameters),
        new(nameof(FirstScreenFunction.DashboardInsights), "What a page shows first, in one answer", Answer.Ok(InsightsJson.Api.FirstScreenAnswer), FirstScreenQuery.Parameters),
        new(nameof(ExportFunction.ExportInsights), "The figures of the page as a file", Answer.File("text/csv"), ExportFunction.Parameters),
        new(nameof(DailyActiveUsersFunction.DeploymentDailyActiveUsers), "The daily active users of all templates, or of an organization's", Answer.Ok(InsightsJson.Api.DailyActiveUsersAnswer), [TemplateSelection.OrganizationName, .. DailyActiveUsersFunction.Parameters]),
        new(nameof(DailyActiveUsersFunction.TemplateDailyActiveUsers), "The daily active users of a template", Answer.Ok(InsightsJson.Api.DailyActiveUsersAnswer), DailyActiveUsersFunction.Parameters),
        new(nameof(UserStatusCountsFunction.UserStatusCounts), "How many users had each status", Answer.Ok(InsightsJson.Api.UserStatusCountsAnswer), UserStatusCountsFunction.Parameters),
        new(nameof(TemplateListFunction.Templates), "The templates whose insights the caller may view", Answer.Ok(InsightsJson.Api.IReadOnlyListTemplateAnswer), TemplateSelection.OrganizationName),
    ];
}
