using Insights.Functions.Http;
using Insights.Functions.Insights.Behind;
using Insights.Functions.Insights.Concurrency;
using Insights.Functions.Insights.Connection;
using Insights.Functions.Insights.Export;
using Insights.Functions.Insights.Forecast;
using Insights.Functions.Insights.People;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Insights.Self;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Insights.Trends;
using Insights.Functions.Insights.Versions;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Insights;

/// <summary>Registers what this room holds.</summary>
internal static class InsightsApiServices
{
    public static IServiceCollection AddInsightsApi(this IServiceCollection services)
    {
        services.AddSingleton<AppCache>();
        services.AddSingleton<VersionCache>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<RevealedPeople>();
        services.AddSingleton<PeopleSince>();
        services.AddSingleton<PrivacyDoor>();
        services.AddSingleton<RevealDesk>();
        services.AddSingleton<OwnReveals>();
        services.AddSingleton<FilteredPeople>();
        services.AddSingleton<StoredDays>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<PersonalUsage>();
        services.AddSingleton<RecordedSince>();
        services.AddSingleton<CatalogDigest>();
        services.AddSingleton<ReportTags>();
        services.AddSingleton<PeriodRequests>();
        services.AddSingleton<BuildHistory>();
        services.AddSingleton<BuildReader>();
        services.AddSingleton<UnusedReader>();
        services.AddSingleton<FirstScreenReader>();
        services.AddSingleton<UserReportQuery>();
        services.AddSingleton<ConcurrencyReader>();
        services.AddSingleton<ConnectionReader>();
        services.AddSingleton<ForecastReader>();
        services.AddSingleton<KeptMonths>();
        services.AddSingleton<UtilizationReader>();
        services.AddSingleton<EligibilityReader>();
        services.AddSingleton<AdoptionReader>();
        services.AddSingleton<SupportReader>();
        services.AddSingleton<UserPageReader>();
        services.AddSingleton<OwnAccessReader>();
        services.AddSingleton<OwnDataReader>();
        services.AddSingleton<TrendsReader>();
        services.AddSingleton<VersionsReader>();
        services.AddSingleton<BehindReader>();
        services.AddSingleton<NamedSection, UtilizationSection>();
        services.AddSingleton<NamedSection, AdoptionSection>();
        services.AddSingleton<NamedSection, CohortsSection>();
        services.AddSingleton<NamedSection, SupportSection>();
        services.AddSingleton<NamedSection, ParameterValuesSection>();
        services.AddSingleton<NamedSection, ConcurrencySection>();
        services.AddSingleton<NamedSection, ConcurrencyHoursSection>();
        services.AddSingleton<NamedSection, ConnectionSection>();
        services.AddSingleton<NamedSection, ConnectionTemplatesSection>();
        services.AddSingleton<NamedSection, ForecastSection>();
        services.AddSingleton<NamedSection, SessionAppsSection>();
        services.AddSingleton<NamedSection, TrendsSection>();
        services.AddSingleton<NamedSection, VersionsSection>();
        services.AddSingleton<NamedSection, PeopleSection>();
        services.AddSingleton<InsightsExport>();
        return services.AddOperations(InsightsOperations.All);
    }
}
