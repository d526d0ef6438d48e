using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Behind;

namespace Insights.Functions.Insights.Behind;

/// <summary>The report of <c>/insights/people</c>. What a figure has nothing to do with is absent.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="Behind">The figure: what was asked for as <c>behind</c>.</param>
/// <param name="TemplateIds">The templates in which the users are counted, ascending.</param>
/// <param name="Users">Whom the figure counts.</param>
internal sealed record BehindAnswer(
    DateTimeOffset StartTime, DateTimeOffset EndTime, string Behind, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<BehindAnswer.User> Users)
{
    public static BehindAnswer Of(ReportPeriod period, string behind, IReadOnlyList<PersonBehind> people, UserNames names) => new(
        period.Start,
        period.End,
        behind,
        TemplateSet.Union(people.Select(person => person.TemplateIds)),
        [.. names.Listed(people).Select(person => User.Of(person, names))]);

    /// <summary>Latency over the half-hours that count.</summary>
    /// <param name="P50">The median, in milliseconds.</param>
    /// <param name="P95">The 95th percentile, in milliseconds.</param>
    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95);

    /// <summary>A user whom the figure counts.</summary>
    /// <param name="UserId">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="Name">The user's name for people; may be empty.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="TemplateIds">The templates in which the user is counted, ascending.</param>
    /// <param name="Seconds">60 for each minute of usage that counts.</param>
    /// <param name="HalfHours">How many measured half-hours are counted; one of two templates is two.</param>
    /// <param name="LatencyMs">The latency of those half-hours.</param>
    /// <param name="Workspaces">How many workspaces have the value.</param>
    /// <param name="FirstAt">When the first half-hour with usage that is kept began.</param>
    /// <param name="LastAt">When the last one until the end of the period began.</param>
    internal sealed record User(
        Guid UserId,
        string Username,
        string Name,
        string AvatarUrl,
        IReadOnlyList<Guid> TemplateIds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? HalfHours,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Latency? LatencyMs,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Workspaces,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? FirstAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastAt)
    {
        public static User Of(PersonBehind person, UserNames names)
        {
            var (username, avatarUrl) = names.Of(person.UserId);
            return new User(
                person.UserId,
                username,
                names.NameOf(person.UserId),
                avatarUrl,
                person.TemplateIds,
                person.Seconds,
                person.HalfHours,
                person.Latency is { } latency ? new Latency(latency.P50, latency.P95) : null,
                person.Workspaces,
                person.FirstAt,
                person.LastAt);
        }
    }
}
