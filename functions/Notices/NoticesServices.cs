using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Notices;

/// <summary>Registers what this room holds.</summary>
internal static class NoticesServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateDataAnnotations();
        return services
            .AddSingleton<WeekDigest>()
            .AddSingleton<UsageAlerts>()
            .AddSingleton<Webhook>()
            .AddSingleton<NoticeRun>()
            .AddOperations(new Operation(nameof(NoticesFunction.DigestPreview), "What the digest of the last week says", Answer.Ok(NoticesJson.Api.DigestAnswer)));
    }
}
