using System.Text.Json.Serialization;

namespace Insights.Functions.Insights;

/// <summary>The answer of a report by user.</summary>
/// <param name="Report">The report, in Coder's shape.</param>
/// <param name="Names">The names of its users, where they are asked for.</param>
internal sealed record UserReportAnswer<TUser>(
    UserReportAnswer<TUser>.Section Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<Guid, string>? Names = null)
{
    internal sealed record Section(
        DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<TUser> Users);
}
