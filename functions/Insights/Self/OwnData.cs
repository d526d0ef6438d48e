using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Insights.Reveals;

namespace Insights.Functions.Insights.Self;

/// <summary>
/// Everything that is stored of a user, but for who he is to others: of acts that others did about him it has no change that names
/// somebody else. What there is to know of sign-ins and tokens is absent for a credential that could not see it otherwise.
/// </summary>
internal sealed record OwnData(
    DateTimeOffset MadeAt,
    OwnData.UserEntry User,
    IReadOnlyList<OwnData.OrganizationEntry> Organizations,
    IReadOnlyList<OwnData.GroupEntry> Groups,
    IReadOnlyList<OwnHalfHour> Usage,
    IReadOnlyList<OwnData.Build> Builds,
    IReadOnlyList<OwnData.Erasure> Erasures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnReveal>? Reveals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OwnData.RolesEntry? Roles,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnData.Listing>? Lists,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnData.Token>? Tokens,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnData.Session>? Sessions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwnData.Act>? Audit)
{
    internal sealed record UserEntry(
        Guid Id,
        string Username,
        string Name,
        string AvatarUrl,
        string OidcSubject,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CreatedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? KnownSince,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SubjectSince,
        IReadOnlyList<StatusEntry> Statuses);

    internal sealed record StatusEntry(DateTimeOffset At, string Status);

    internal sealed record OrganizationEntry(Guid Id, string Name, string DisplayName);

    internal sealed record GroupEntry(Guid Id, string Name, string DisplayName, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId);

    internal sealed record Parameter(string Name, [property: JsonPropertyName("value")] string Text);

    internal sealed record Build(
        Guid Id,
        Guid WorkspaceId,
        string WorkspaceName,
        Guid TemplateId,
        Guid TemplateVersionId,
        int BuildNumber,
        DateTimeOffset CreatedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Transition,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobStatus,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? DailyCost,
        IReadOnlyList<Parameter> Parameters);

    internal sealed record Erasure(
        Guid Id, DateTimeOffset RequestedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt);

    internal sealed record RolesEntry(IReadOnlyList<string> Roles, IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles);

    internal sealed record Listing(
        Guid TemplateId, string Permission, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? GroupId);

    internal sealed record Token(
        string Id,
        string Name,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastUsedAt);

    internal sealed record Session(string Via, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset LastUsedAt);

    internal sealed record Act(
        DateTimeOffset Time,
        string Action,
        string Target,
        Actor By,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Change);

    internal sealed record Actor([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId, string Via);
}
