using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>Audit entries as an answer shows them.</summary>
internal sealed record AuditAnswer(
    IReadOnlyList<AuditAnswer.Entry> AuditLogs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    public static AuditAnswer Of(IReadOnlyList<AuditEntry> entries, string? next) => new(
        [
            .. entries.Select(entry => new Entry(
                entry.Id, entry.Time, entry.RequestId, new(entry.ActorId, entry.Via, entry.Credential), entry.Action, entry.Target, entry.Change)),
        ],
        next);

    internal sealed record Entry(
        Guid Id,
        DateTimeOffset Time,
        string RequestId,
        Actor Actor,
        string Action,
        string Target,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Change);

    internal sealed record Actor(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
        string Via,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Credential);
}
