using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>
/// A reveal as an answer shows it. What was asked for and why is for officers; who the person is, for the one who asked, while it holds.
/// Owners see that there is one: to them the rest would tell who is behind a pseudonym.
/// </summary>
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

    internal sealed record Person(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId)
    {
        public static Person? Of(RevealOfficer? officer, Func<RevealOfficer, string> nameOf) => officer is null ? null : new(nameOf(officer), officer.UserId);
    }

    internal sealed record UserAnswer(Guid Id, string Username, string Name);

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
