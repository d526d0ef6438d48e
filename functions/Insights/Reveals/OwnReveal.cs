using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>A reveal as the person sees it who was shown: by whom, why, for how long, and whether it was looked at.</summary>
internal sealed record OwnReveal(
    Guid Id,
    string Status,
    RevealAnswer.Person Officer,
    string Reason,
    DateTimeOffset RequestedAt,
    int Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? BeganAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevealAnswer.Person? ApprovedBy,
    int Looks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastLookedAt)
{
    public static OwnReveal Of(Reveal reveal, Func<RevealOfficer, string> nameOf, DateTimeOffset now) => new(
        reveal.Id,
        RevealAnswer.NameOf(reveal.StatusAt(now)),
        RevealAnswer.Person.Of(reveal.Officer, nameOf)!,
        reveal.Reason,
        reveal.RequestedAt,
        reveal.Hours,
        reveal.BeganAt,
        reveal.EndsAt,
        RevealAnswer.Person.Of(reveal.ApprovedBy, nameOf),
        reveal.Looks,
        reveal.LastLookedAt);
}
