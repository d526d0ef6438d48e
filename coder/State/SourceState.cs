using System.Text.Json.Serialization;

namespace Insights.Coder.State;

/// <summary>
/// What a source has done. All that must outlive it is which half-hours it read row by row and which it has still to read as counts: the
/// two are never mixed in one. The times only save work, for reading again is harmless.
/// </summary>
public sealed record SourceState
{
    /// <summary>The deployment: the id of its default organization.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it is read, without any secret.</summary>
    public required string Name { get; init; }

    /// <summary>How it is read; the states of earlier releases are of those that read a database.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>How often it means to look, in seconds.</summary>
    public int PollSeconds { get; init; } = 60;

    /// <summary>What cannot be known the way it is read, a sentence each.</summary>
    public IReadOnlyList<string> Omits { get; init; } = [];

    /// <summary>The half-hours that are read row by row, or as they go on, in order; the last are those from then on.</summary>
    public IReadOnlyList<HalfHours> Followed { get; init; } = [];

    /// <summary>The half-hours that are to be read as counts and have not been yet.</summary>
    public IReadOnlyList<HalfHours> Pending { get; init; } = [];

    /// <summary>
    /// Those of the pending half-hours of which something was read another way before, such as row by row until the source was stopped:
    /// their counts are to stand in the place of that, and not beside it.
    /// </summary>
    public IReadOnlyList<HalfHours> Begun { get; init; } = [];

    /// <summary>How many days there were to be read as counts, those that have been included.</summary>
    public double HistoryDays { get; init; }

    /// <summary>How many half-hours of users were read as counts.</summary>
    public long HistoryRows { get; init; }

    /// <summary>Up to when usage has been read, and is not read again but to find what comes late; null before any was.</summary>
    public DateTime? ReadTo { get; init; }

    /// <summary>When sessions in apps were read the last time; null before any were.</summary>
    public DateTime? AppsReadTo { get; init; }

    /// <summary>When what may come late was looked for the last time.</summary>
    public DateTime? SweptAt { get; init; }

    /// <summary>When builds, versions and statuses were read the last time.</summary>
    public DateTime? BuildsAt { get; init; }

    /// <summary>Whether builds have been read with what they do and how they ended, as far back as usage is kept.</summary>
    public bool ReadsEffects { get; init; }

    /// <summary>When the catalog was read the last time.</summary>
    public DateTime? CatalogAt { get; init; }

    /// <summary>When the last poll began.</summary>
    public DateTime? PolledAt { get; init; }

    /// <summary>When the last poll that succeeded ended.</summary>
    public DateTime? SucceededAt { get; init; }

    /// <summary>Rows read so far.</summary>
    public long RowsRead { get; init; }

    /// <summary>Items sent so far.</summary>
    public long RowsSent { get; init; }

    /// <summary>Items that could not be taken so far.</summary>
    public long RowsRefused { get; init; }

    /// <summary>What the last poll failed of; null when it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>What an administrator of Coder should look at, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Since when rows are read row by row without a gap; null before they are.</summary>
    [JsonIgnore]
    public DateTime? FollowedSince => Followed is [.., var last] ? last.From : null;

    /// <summary>How many days are still to be read as counts.</summary>
    [JsonIgnore]
    public double PendingDays => Pending.Sum(range => (range.To!.Value - range.From).TotalDays);

    /// <summary>The state with more half-hours to be read as counts.</summary>
    public SourceState WithPending(HalfHours range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return this with { Pending = [.. Pending, range], HistoryDays = HistoryDays + (range.To!.Value - range.From).TotalDays };
    }
}
