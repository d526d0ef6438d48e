using System.Text.Json.Serialization;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.People;

/// <summary>The answer of <c>/insights/users/{user}</c>.</summary>
/// <param name="Report">The report.</param>
/// <param name="DataSince">Since when there is usage; absent where there never was any.</param>
/// <param name="Reveal">The reveal by which the user is shown; absent where it takes none.</param>
/// <param name="Reveals">To whom the user was shown, newest first: for the user alone, signed in by the issuer.</param>
internal sealed record UserPage(
    UserPageAnswer Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UserPage.ShownBy? Reveal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnReveal>? Reveals)
{
    public static UserPage Of(UserPageAnswer report, DateTimeOffset? since, Reveal? reveal, IReadOnlyList<OwnReveal>? own) => new(
        report,
        since,
        reveal is { EndsAt: { } end } ? new(reveal.Id, end) : null,
        own);

    /// <summary>What shows somebody where people are not named.</summary>
    /// <param name="Id">The id of the reveal, which does in the place of the user's.</param>
    /// <param name="EndsAt">When it ends.</param>
    internal sealed record ShownBy(Guid Id, DateTimeOffset EndsAt);
}
