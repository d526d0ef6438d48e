using System.Text.Json.Serialization;
using Azure;

namespace Insights.Functions.Storage;

/// <summary>
/// That one person is shown to one officer, where people are not named: who asked, for whom, why, for how long, and how often it was
/// looked at. It holds from <see cref="BeganAt"/> for some hours, unless it is ended before.
/// </summary>
/// <param name="Id">Its id, which begins with its time.</param>
/// <param name="UserId">The person.</param>
/// <param name="Asked">What the person was asked for by.</param>
/// <param name="Reason">Why, in the officer's words.</param>
/// <param name="Hours">For how many hours.</param>
/// <param name="Officer">Who asked, and is the only one to whom anything is shown.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record Reveal(
    Guid Id,
    Guid UserId,
    AskedPerson Asked,
    string Reason,
    int Hours,
    RevealOfficer Officer,
    DateTimeOffset RequestedAt)
{
    /// <summary>For how long it waits to be approved.</summary>
    internal static readonly TimeSpan MaxWait = TimeSpan.FromDays(7);

    /// <summary>Since when it holds, or held; null while nobody has approved it.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>The second officer; null where it took none.</summary>
    public RevealOfficer? ApprovedBy { get; init; }

    /// <summary>When an officer ended it; null where none did.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it.</summary>
    public RevealOfficer? EndedBy { get; init; }

    /// <summary>How often it was looked at.</summary>
    public int Looks { get; init; }

    /// <summary>When it was last looked at; null for never.</summary>
    public DateTimeOffset? LastLookedAt { get; init; }

    /// <summary>The version that was read.</summary>
    [JsonIgnore]
    internal ETag ETag { get; init; }

    /// <summary>When it ends, or ended; null while it has not begun.</summary>
    [JsonIgnore]
    public DateTimeOffset? EndsAt => BeganAt is { } began ? EndedAt ?? began.AddHours(Hours) : null;

    /// <summary>How far it has come at an instant.</summary>
    public RevealStatus StatusAt(DateTimeOffset now) => (BeganAt, EndedAt) switch
    {
        (null, null) => now < RequestedAt + MaxWait ? RevealStatus.Waiting : RevealStatus.Lapsed,
        (null, _) => RevealStatus.Withdrawn,
        _ => now < EndsAt ? RevealStatus.Active : RevealStatus.Ended,
    };

    /// <summary>Whether the person is shown to an officer at an instant.</summary>
    public bool HoldsFor(string subject, DateTimeOffset now) => Officer.Subject == subject && StatusAt(now) == RevealStatus.Active;
}
