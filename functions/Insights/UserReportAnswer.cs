using System.Text.Json.Serialization;

namespace Insights.Functions.Insights;

/// <summary>The answer of a report by user.</summary>
/// <param name="Report">The report, in Coder's shape.</param>
/// <param name="Names">The names of its users, where they are asked for.</param>
internal sealed record UserReportAnswer<TUser>(
    UserReportAnswer<TUser>.Section Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<Guid, string>? Names = null)
{
    /// <summary>The report.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
    /// <param name="Users">The users, ascending by id.</param>
    internal sealed record Section(
        DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<TUser> Users);
}
