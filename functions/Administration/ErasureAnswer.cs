using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>An erasure as an answer shows it: of how many templates there are how many have been gone through until no row of them had the user.</summary>
internal sealed record ErasureAnswer(
    Guid Id,
    string Kind,
    string Status,
    Guid UserId,
    DateTimeOffset RequestedAt,
    DateTimeOffset ProgressedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt,
    int TemplatesDone,
    int Templates,
    int RowsRewritten)
{
    public static ErasureAnswer Of(ErasureOperation operation, int templates) => new(
        operation.Id,
        "user_erasure",
        operation.CompletedAt is null ? "running" : "completed",
        operation.User,
        operation.RequestedAt,
        operation.ProgressedAt,
        operation.CompletedAt,
        operation.Templates,
        operation.CompletedAt is null ? Math.Max(templates, operation.Templates) : operation.Templates,
        operation.Rows);
}
