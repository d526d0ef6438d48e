using Insights.Functions.Http.Operations;
using Insights.Functions.Insights.Behind;
using Insights.Functions.Insights.Concurrency;
using Insights.Functions.Insights.Connection;
using Insights.Functions.Insights.Export;
using Insights.Functions.Insights.Forecast;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Insights.Self;
using Insights.Functions.Insights.Trends;
using Insights.Functions.Insights.Versions;

namespace Insights.Functions.Insights;

/// <summary>What the functions of this room take and give.</summary>
internal static class InsightsOperations
{
    private static readonly AnswerHeader[] Heads =
    [
        new(RecordedSince.HeaderName, "Since when there is usage of what was asked for; there is none where there never was any."),
        new(PrivacyDoor.HeaderName, "The level of privacy, and of how many people every figure is at least; there is none where people are named."),
        new(PeopleSince.HeaderName, "The UTC day from which on single people are known; there is none where they are known for as long as usage, or not shown."),
    ];

    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(TemplatesFunction.TemplateInsights), "How templates were used, in all and by day or week", Answer.Ok(InsightsJson.Api.TemplatesAnswer), TemplatesFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(UserActivityFunction.UserActivityInsights), "How long each user was active", Answer.Ok(InsightsJson.Api.UserActivityAnswer), UserReportQuery.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(UserLatencyFunction.UserLatencyInsights), "The connection latency of each user", Answer.Ok(InsightsJson.Api.UserLatencyAnswer), UserReportQuery.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(OverviewFunction.OverviewInsights), "Many templates side by side", Answer.Ok(InsightsJson.Api.OverviewAnswer), OverviewFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(FirstScreenFunction.DashboardInsights), "What a page shows first, in one answer", Answer.Ok(InsightsJson.Api.FirstScreenAnswer), FirstScreenQuery.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(ExportFunction.ExportInsights), "The figures of the page as a file", Answer.File("text/csv"), ExportFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(DailyActiveUsersFunction.DeploymentDailyActiveUsers), "The daily active users of all templates, or of an organization's", Answer.Ok(InsightsJson.Api.DailyActiveUsersAnswer), [TemplateSelection.OrganizationName, .. DailyActiveUsersFunction.Parameters]) { Headers = Heads },
        new(nameof(DailyActiveUsersFunction.TemplateDailyActiveUsers), "The daily active users of a template", Answer.Ok(InsightsJson.Api.DailyActiveUsersAnswer), DailyActiveUsersFunction.Parameters) { Headers = Heads },
        new(nameof(UserStatusCountsFunction.UserStatusCounts), "How many users had each status", Answer.Ok(InsightsJson.Api.UserStatusCountsAnswer), UserStatusCountsFunction.Parameters),
        new(nameof(ConcurrencyFunction.ConcurrencyInsights), "How many users were active, and workspaces ran, at once", Answer.Ok(ConcurrencyJson.Api.ConcurrencyAnswer), ConcurrencyFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(ForecastFunction.ForecastInsights), "How many users to expect in the next weeks", Answer.Ok(ForecastJson.Api.ForecastAnswer), ForecastFunction.Parameters) { Headers = Heads },
        new(nameof(ConnectionFunction.ConnectionInsights), "How the connections of users were, when and where", Answer.Ok(ConnectionJson.Api.ConnectionAnswer), PeriodRequests.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(VersionsFunction.VersionInsights), "Which versions of templates workspaces still have", Answer.Ok(VersionsJson.Api.VersionsAnswer), PeriodRequests.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(TrendsFunction.TrendInsights), "Long ranges by month or quarter", Answer.Ok(TrendsJson.Api.TrendsAnswer), TrendsFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(UtilizationFunction.UtilizationInsights), "How long workspaces ran, and how much of that they were used", Answer.Ok(UtilizationJson.Api.Answer), UtilizationFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(AdoptionFunction.AdoptionInsights), "How many of those who may use templates do, and who came and went", Answer.Ok(AdoptionJson.Api.Answer), PeriodRequests.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(SupportFunction.SupportInsights), "Who may need help, and with what", Answer.Ok(SupportJson.Api.Answer), SupportFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(ParametersFunction.ParameterInsights), "Which values workspaces are built with, over time", Answer.Ok(ParametersJson.Api.Answer), ParametersFunction.Parameters) { Headers = Heads, IsConditional = true },
        new(nameof(BehindFunction.PeopleInsights), "Who is behind a figure", Answer.Ok(BehindJson.Api.Answer), BehindFunction.Parameters) { Headers = Heads },
        new(nameof(UserPageFunction.UserInsights), "What one user did", Answer.Ok(UserPageJson.Api.UserPage), UserPageFunction.Parameters) { Headers = Heads },
        new(nameof(OwnDataFunction.OwnData), "Everything that is stored of the caller", Answer.Ok(OwnDataJson.Api.OwnData)),
        new(nameof(OwnDataFunction.OwnTable), "What the caller used, or the builds of its workspaces, as a file", Answer.File("text/csv"), OwnDataFunction.TableParameters),
        new(nameof(RevealsFunction.RequestReveal), "Has a person shown to an officer, where people are not named", Answer.Created(RevealsJson.Api.RevealAnswer)) { Body = RevealRequest.Schema, Refusals = [409] },
        new(nameof(RevealsFunction.Reveals), "To whom people were shown, newest first", Answer.Ok(RevealsJson.Api.RevealsAnswer), RevealsFunction.Parameters),
        new(nameof(RevealsFunction.ApproveReveal), "Approves that a person is shown", Answer.Ok(RevealsJson.Api.RevealAnswer)) { Refusals = [409] },
        new(nameof(RevealsFunction.EndReveal), "Ends that a person is shown", Answer.Ok(RevealsJson.Api.RevealAnswer)) { Refusals = [409] },
        new(nameof(TemplateListFunction.Templates), "The templates whose insights the caller may view", Answer.Ok(InsightsJson.Api.IReadOnlyListTemplateAnswer), TemplateListFunction.Parameters),
    ];
}
