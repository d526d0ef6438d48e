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
    /// <param name="RequestId">The <c>X-Request-Id</c> of the request that asked for the act; empty for one that nobody asked for.</param>
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
    /// <param name="UserId">The id of the user; absent for who is none of the catalog.</param>
    /// <param name="Via">By which kind of credential.</param>
    /// <param name="Credential">Which one of them it was, without its secret; absent where there is only one.</param>
    internal sealed record Actor(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
        string Via,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Credential);
}
