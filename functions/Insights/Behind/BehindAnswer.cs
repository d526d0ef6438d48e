using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Behind;

namespace Insights.Functions.Insights.Behind;

/// <summary>The report of <c>/insights/people</c>. What a figure has nothing to do with is absent.</summary>
internal sealed record BehindAnswer(
    DateTimeOffset StartTime, DateTimeOffset EndTime, string Behind, IReadOnlyList<Guid> TemplateIds, IReadOnlyList<BehindAnswer.User> Users)
{
    public static BehindAnswer Of(ReportPeriod period, string behind, IReadOnlyList<PersonBehind> people, UserNames names) => new(
        period.Start,
        period.End,
        behind,
        TemplateSet.Union(people.Select(person => person.TemplateIds)),
        [.. names.Listed(people).Select(person => User.Of(person, names))]);

    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95);

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
