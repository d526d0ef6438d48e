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

    /// <summary>The half-hours that are read row by row, in order; the last are those from then on.</summary>
    public IReadOnlyList<HalfHours> Followed { get; init; } = [];

    /// <summary>The half-hours that are to be read as counts and have not been yet.</summary>
    public IReadOnlyList<HalfHours> Pending { get; init; } = [];

    /// <summary>Up to when reports of agents have been read; null before any were.</summary>
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
}
