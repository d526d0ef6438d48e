using Insights.Functions.Http.Operations;
using Insights.Functions.Http.Queries;
using Insights.Functions.Ingest;

namespace Insights.Functions.Sources;

/// <summary>What the functions of this room take and give.</summary>
internal static class SourcesOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(SourceStateFunction.SourceState), "What is known of a source, and how old what it sends may be", Answer.Ok(SourcesJson.Api.SourceTermsAnswer)),
        new(nameof(SourceStateFunction.ChangeSourceState), "Keeps what a source has done", Answer.Ok(SourcesJson.Api.SourceRevisionAnswer)) { Body = SourceStateBody.Schema, Refusals = [409] },
        new(nameof(CompleteUsageFunction.CompleteUsage), "Takes half-hours that a source was stopped in, in the place of what it sent of them", Answer.Taken) { Body = UsageBuckets.Schema },
        new(nameof(ReleaseSourceFunction.ReleaseSource), "Hands a source over to whoever goes on with it next", Answer.Nothing) { Refusals = [404, 409] },
        new(nameof(SourcesReportFunction.SourcesReport), "The sources that there are, and how each is", Answer.Ok(SourcesJson.Api.SourcesAnswer), ListPart.Parameters),
    ];
}
