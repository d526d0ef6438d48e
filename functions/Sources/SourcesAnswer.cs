using System.Text.Json.Serialization;
using Insights.Coder.State;

namespace Insights.Functions.Sources;

/// <summary>The answer of <c>/admin/sources</c>.</summary>
/// <param name="Sources">The sources, by name.</param>
internal sealed record SourcesAnswer(IReadOnlyList<SourcesAnswer.Source> Sources)
{
    public static SourcesAnswer Of(IEnumerable<SourceState> states, DateTimeOffset now) =>
        new([.. states.OrderBy(state => state.Name, StringComparer.Ordinal).ThenBy(state => state.Id).Select(state => Source.Of(state, now))]);

    /// <summary>A source: how long ago it last succeeded, and what it has done.</summary>
    /// <param name="Id">The deployment: the id of its default organization.</param>
    /// <param name="Name">Where it is read, without any secret.</param>
    /// <param name="Kind">How it is read.</param>
    /// <param name="PollSeconds">How often it means to look, in seconds.</param>
    /// <param name="LagSeconds">How many seconds ago the last poll that succeeded ended; absent before any did.</param>
    /// <param name="PolledAt">When the last poll began; absent before the first.</param>
    /// <param name="SucceededAt">When the last poll that succeeded ended; absent before any did.</param>
    /// <param name="NewestReportAt">Up to when usage has been read; absent before any was.</param>
    /// <param name="RowsRead">Rows read so far.</param>
    /// <param name="RowsSent">Items sent so far.</param>
    /// <param name="RowsRefused">Items that were not taken so far, each left out alone.</param>
    /// <param name="Error">What the last poll failed of; absent when it succeeded.</param>
    /// <param name="Problems">What an administrator of Coder should look at, a sentence each.</param>
    /// <param name="Omits">What cannot be known the way it is read, a sentence each.</param>
    /// <param name="FollowedSince">Since when usage is read as it goes on, without a gap; absent before it is.</param>
    /// <param name="History">How the reading of history goes.</param>
    /// <param name="HistoryDaysLeft">How many days of history are still to be read.</param>
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
    /// <param name="Days">How many days there were to read.</param>
    /// <param name="DaysLeft">How many of them are still to be read.</param>
    /// <param name="Rows">How many half-hours of users were read.</param>
    internal sealed record History(double Days, double DaysLeft, long Rows);
}
