using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>An erasure as an answer shows it.</summary>
internal sealed record ErasureAnswer(
    Guid Id,
    string Kind,
    string Status,
    Guid UserId,
    DateTimeOffset RequestedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt,
    int TemplatesDone,
    int RowsRewritten)
{
    public static ErasureAnswer Of(ErasureOperation operation) => new(
        operation.Id,
        "user_erasure",
        operation.CompletedAt is null ? "running" : "completed",
        operation.User,
        operation.RequestedAt,
        operation.CompletedAt,
        operation.Templates,
        operation.Rows);
}
