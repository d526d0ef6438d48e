using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>Audit entries as an answer shows them.</summary>
/// <param name="AuditLogs">The entries, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; absent in the last.</param>
internal sealed record AuditAnswer(
    IReadOnlyList<AuditAnswer.Entry> AuditLogs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    public static AuditAnswer Of(IReadOnlyList<AuditEntry> entries, string? next) => new(
        [
            .. entries.Select(entry => new Entry(
                entry.Id, entry.Time, entry.RequestId, new(entry.ActorId, entry.Via, entry.Credential), entry.Action, entry.Target, entry.Change)),
        ],
        next);

    /// <summary>One act.</summary>
    /// <param name="Id">The id of the entry.</param>
    /// <param name="Time">When it was written, which is before its act.</param>
    /// <param name="RequestId">The correlation id of the request that asked for the act.</param>
    /// <param name="Actor">Who acted.</param>
    /// <param name="Action">What was done, such as <c>token.create</c> or <c>roles.follow</c>.</param>
    /// <param name="Target">What it was done to: the id of a user, template, token or reveal.</param>
    /// <param name="Change">What is otherwise since; absent where there is no more to say.</param>
    internal sealed record Entry(
        Guid Id,
        DateTimeOffset Time,
        string RequestId,
        Actor Actor,
        string Action,
        string Target,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Change);

    /// <summary>Who acted.</summary>
    /// <param name="UserId">The id of the user; absent for a service, the bootstrap token, and who is in no catalog.</param>
    /// <param name="Via">What it was done with: <c>bootstrap</c>, <c>token</c>, <c>sign_in</c>, or <c>source</c> for a source in the service itself.</param>
    /// <param name="Credential">The id of the token, the subject that the issuer named, or the name of the source; absent for the bootstrap token.</param>
    internal sealed record Actor(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
        string Via,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Credential);
}
