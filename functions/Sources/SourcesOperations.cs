using Insights.Functions.Http.Operations;

namespace Insights.Functions.Sources;

/// <summary>What the functions of this room take and give.</summary>
internal static class SourcesOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(SourceStateFunction.SourceState), "What is known of a source, and how long usage is kept", Answer.Ok(SourcesJson.Api.SourceTermsAnswer)),
        new(nameof(SourceStateFunction.ChangeSourceState), "Keeps what a source has done", Answer.Ok(SourcesJson.Api.SourceRevisionAnswer)) { Body = SourceStateBody.Schema, Refusals = [409] },
        new(nameof(SourcesReportFunction.SourcesReport), "The sources that there are, and how each is", Answer.Ok(SourcesJson.Api.SourcesAnswer)),
    ];
}
