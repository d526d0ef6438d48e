using Insights.Functions.Http;
using Insights.Functions.Http.Operations;

namespace Insights.Functions.OpenApi;

/// <summary>What the functions of this room take and give.</summary>
internal static class OpenApiOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(OpenApiFunction.ApiDescription), "This document", Answer.Ok(ApiJsonContext.Api.JsonElement)) { IsConditional = true },
    ];
}
