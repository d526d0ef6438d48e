using System.Text.Json.Serialization;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>An erasure as an answer shows it: of how many templates there are how many have been gone through until no row of them had the user.</summary>
/// <param name="Id">The id of the operation.</param>
/// <param name="Kind"><c>user_erasure</c>.</param>
/// <param name="Status"><c>running</c> or <c>completed</c>.</param>
/// <param name="UserId">The user who is erased.</param>
/// <param name="RequestedAt">When it was asked for; from then on no figure counts what the user did before.</param>
/// <param name="ProgressedAt">When its last step ended.</param>
/// <param name="CompletedAt">When no row had the user any more; absent while it runs.</param>
/// <param name="TemplatesDone">How many templates have been gone through.</param>
/// <param name="Templates">How many there are.</param>
/// <param name="RowsRewritten">How many rows were written anew without the user; absent where people are not named, as it says on how many days he was there.</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RowsRewritten)
{
    public static ErasureAnswer Of(ErasureOperation operation, int templates, PrivacyLevels levels) => new(
        operation.Id,
        "user_erasure",
        operation.CompletedAt is null ? "running" : "completed",
        operation.User,
        operation.RequestedAt,
        operation.ProgressedAt,
        operation.CompletedAt,
        operation.Templates,
        operation.CompletedAt is null ? Math.Max(templates, operation.Templates) : operation.Templates,
        levels.IsNamedEverywhere ? operation.Rows : null);
}
