using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>
/// A reveal as an answer shows it. What was asked for and why is for officers; who the person is, for the one who asked, while it holds.
/// Owners see that there is one: to them the rest would tell who is behind a pseudonym.
/// </summary>
/// <param name="Id">The id of the reveal.</param>
/// <param name="Status"><c>waiting</c> for another officer, <c>active</c>, <c>ended</c>, <c>withdrawn</c> before it began, or <c>lapsed</c> after a week without an approval.</param>
/// <param name="Officer">Who asked.</param>
/// <param name="IsOwn">Whether that is the caller.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Hours">For how many hours it holds.</param>
/// <param name="BeganAt">When it began; absent before it does.</param>
/// <param name="EndsAt">When it ends, or ended; absent before it begins.</param>
/// <param name="ApprovedBy">The second officer; absent where none was needed, or has approved yet.</param>
/// <param name="EndedBy">Who ended it; absent where time did, or it goes on.</param>
/// <param name="Looks">How often the officer has looked.</param>
/// <param name="LastLookedAt">When the last time; absent before the first.</param>
/// <param name="Reason">Why; for officers.</param>
/// <param name="Asked">Whom it was asked about, as it was asked; for officers.</param>
/// <param name="User">Who the person is; for the one who asked, while it holds.</param>
internal sealed record RevealAnswer(
    Guid Id,
    string Status,
    RevealAnswer.Person Officer,
    bool IsOwn,
    DateTimeOffset RequestedAt,
    int Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? BeganAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevealAnswer.Person? ApprovedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevealAnswer.Person? EndedBy,
    int Looks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastLookedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevealAnswer.AskedAnswer? Asked,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevealAnswer.UserAnswer? User)
{
    /// <summary>A reveal as a caller may see it.</summary>
    /// <param name="reveal">The reveal.</param>
    /// <param name="caller">Who sees it.</param>
    /// <param name="person">Who the person is, where the caller may know.</param>
    /// <param name="nameOf">What officers are called.</param>
    /// <param name="now">The time.</param>
    public static RevealAnswer Of(Reveal reveal, Caller caller, User? person, Func<RevealOfficer, string> nameOf, DateTimeOffset now) => new(
        reveal.Id,
        NameOf(reveal.StatusAt(now)),
        Person.Of(reveal.Officer, nameOf)!,
        caller.MayReveal && caller.Credential == reveal.Officer.Subject,
        reveal.RequestedAt,
        reveal.Hours,
        reveal.BeganAt,
        reveal.EndsAt,
        Person.Of(reveal.ApprovedBy, nameOf),
        Person.Of(reveal.EndedBy, nameOf),
        reveal.Looks,
        reveal.LastLookedAt,
        caller.MayReveal ? reveal.Reason : null,
        caller.MayReveal ? AskedAnswer.Of(reveal.Asked) : null,
        person is null ? null : new(person.Id, person.Username, person.Name));

    /// <summary>The name of a status.</summary>
    public static string NameOf(RevealStatus status) => status switch
    {
        RevealStatus.Waiting => "waiting",
        RevealStatus.Active => "active",
        RevealStatus.Ended => "ended",
        RevealStatus.Withdrawn => "withdrawn",
        _ => "lapsed",
    };

    /// <summary>An officer.</summary>
    /// <param name="Name">What the officer is called.</param>
    /// <param name="UserId">The id of the user that the officer is; absent for who is none of the catalog.</param>
    internal sealed record Person(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId)
    {
        public static Person? Of(RevealOfficer? officer, Func<RevealOfficer, string> nameOf) => officer is null ? null : new(nameOf(officer), officer.UserId);
    }

    /// <summary>The person who is shown.</summary>
    /// <param name="Id">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="Name">The user's name for people; may be empty.</param>
    internal sealed record UserAnswer(Guid Id, string Username, string Name);

    /// <summary>Whom it was asked about.</summary>
    /// <param name="UserId">The user, where one was named.</param>
    /// <param name="Pseudonym">The pseudonym, where one was given.</param>
    /// <param name="TemplateId">The template whose row had the pseudonym.</param>
    /// <param name="StartTime">The start of the report that had it.</param>
    /// <param name="EndTime">The end of that report.</param>
    internal sealed record AskedAnswer(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Pseudonym,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? TemplateId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartTime,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndTime)
    {
        public static AskedAnswer Of(AskedPerson asked) =>
            new(asked.UserId, asked.Pseudonym, asked.TemplateId, asked.StartTime, asked.EndTime);
    }
}
