using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>A reveal as the person sees it who was shown: by whom, why, for how long, and whether it was looked at.</summary>
/// <param name="Id">The id of the reveal.</param>
/// <param name="Status"><c>waiting</c>, <c>active</c>, <c>ended</c>, <c>withdrawn</c> or <c>lapsed</c>.</param>
/// <param name="Officer">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Hours">For how many hours it holds.</param>
/// <param name="BeganAt">When it began; absent before it does.</param>
/// <param name="EndsAt">When it ends, or ended; absent before it begins.</param>
/// <param name="ApprovedBy">The second officer; absent where none was needed, or has approved yet.</param>
/// <param name="Looks">How often the officer has looked.</param>
/// <param name="LastLookedAt">When the last time; absent before the first.</param>
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
