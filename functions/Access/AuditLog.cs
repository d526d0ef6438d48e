using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>
/// Writes down security-relevant acts. An entry is stored before its act: what cannot be written down is not done, and an act that
/// fails afterwards has an entry for each try.
/// </summary>
public sealed class AuditLog(AuditTable table, TimeProvider clock)
{
    /// <summary>Writes down an act of the caller of a request.</summary>
    public Task AddAsync(HttpRequest request, string action, string target, CancellationToken cancellationToken) =>
        AddAsync(AuditActor.Of(request), action, target, change: null, cancellationToken);

    /// <summary>Writes down an act of the caller of a request, and what it leads to.</summary>
    public Task AddAsync<T>(HttpRequest request, string action, string target, T change, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AddAsync(AuditActor.Of(request), action, target, change, type, cancellationToken);

    /// <summary>Writes down an act, and what it leads to.</summary>
    public Task AddAsync<T>(AuditActor actor, string action, string target, T change, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AddAsync(actor, action, target, JsonSerializer.SerializeToElement(change, type), cancellationToken);

    private Task AddAsync(AuditActor actor, string action, string target, JsonElement? change, CancellationToken cancellationToken) => table.AddAsync(
        new AuditEntry(Guid.NewGuid(), clock.GetUtcNow(), action, target, actor.User, actor.Via, actor.Credential, actor.RequestId, change),
        cancellationToken);
}
