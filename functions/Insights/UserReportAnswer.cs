namespace Insights.Functions.Insights;

/// <summary>The answer of a report by user.</summary>
internal sealed record UserReportAnswer<TUser>(UserReportAnswer<TUser>.Section Report)
{
    internal sealed record Section(
        DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<TUser> Users);
}
