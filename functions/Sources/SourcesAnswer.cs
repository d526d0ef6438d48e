using System.Text.Json.Serialization;
using Insights.Coder.State;

namespace Insights.Functions.Sources;

/// <summary>The answer of <c>/admin/sources</c>.</summary>
internal sealed record SourcesAnswer(IReadOnlyList<SourcesAnswer.Source> Sources)
{
    public static SourcesAnswer Of(IEnumerable<SourceState> states, DateTimeOffset now) =>
        new([.. states.OrderBy(state => state.Name, StringComparer.Ordinal).ThenBy(state => state.Id).Select(state => Source.Of(state, now))]);

    /// <summary>A source: how long ago it last succeeded, and what it has done.</summary>
    internal sealed record Source(
        Guid Id,
        string Name,
        SourceKind Kind,
        int PollSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LagSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? PolledAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SucceededAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? NewestReportAt,
        long RowsRead,
        long RowsSent,
        long RowsRefused,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
        IReadOnlyList<string> Problems,
        IReadOnlyList<string> Omits,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? FollowedSince,
        History History,
        double HistoryDaysLeft)
    {
        public static Source Of(SourceState state, DateTimeOffset now) => new(
            state.Id,
            state.Name,
            state.Kind,
            state.PollSeconds,
            state.SucceededAt is { } succeeded ? Math.Max(0, (long)(now - succeeded).TotalSeconds) : null,
            state.PolledAt,
            state.SucceededAt,
            state.ReadTo,
            state.RowsRead,
            state.RowsSent,
            state.RowsRefused,
            state.Error,
            state.Problems,
            state.Omits,
            state.FollowedSince,
            new History(Math.Round(Math.Max(state.HistoryDays, state.PendingDays), 1), Math.Round(state.PendingDays, 1), state.HistoryRows),
            Math.Round(state.PendingDays, 1));
    }

    /// <summary>The reading of history: days there were to read, those that are left, and half-hours of users that were read.</summary>
    internal sealed record History(double Days, double DaysLeft, long Rows);
}
