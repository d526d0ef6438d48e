using System.Text.Json;

namespace Insights.Functions.Storage;

/// <summary>One security-relevant act: who did what to whom, and when. It names people by their ids alone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When it was done.</param>
/// <param name="Action">What was done, such as <c>token.create</c>.</param>
/// <param name="Target">To whom or what: the id of a token, user or template.</param>
/// <param name="ActorId">The user who did it; null for a service, the bootstrap token, and who is in no catalog.</param>
/// <param name="Via">What it was done with: <c>bootstrap</c>, <c>token</c>, <c>sign_in</c>, or <c>source</c> for a source in the service itself.</param>
/// <param name="Credential">The id of the token, the subject that the issuer named, or the name of the source; null for the bootstrap token.</param>
/// <param name="RequestId">The correlation id of the request.</param>
/// <param name="Change">What it is from then on; null where the action says it all.</param>
public sealed record AuditEntry(
    Guid Id,
    DateTimeOffset Time,
    string Action,
    string Target,
    Guid? ActorId,
    string Via,
    string? Credential,
    string RequestId,
    JsonElement? Change);
