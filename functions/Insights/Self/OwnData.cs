using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Insights.Reveals;

namespace Insights.Functions.Insights.Self;

/// <summary>
/// Everything that is stored of a user, but for who he is to others: of acts that others did about him it has no change that names
/// somebody else. What there is to know of sign-ins and tokens is absent for a credential that could not see it otherwise.
/// </summary>
/// <param name="MadeAt">When this was read.</param>
/// <param name="User">The user as the catalog has him.</param>
/// <param name="Organizations">The organizations that the user is a member of.</param>
/// <param name="Groups">The groups that the user is a member of.</param>
/// <param name="Usage">The usage, by half-hour and template, in order.</param>
/// <param name="Builds">The builds of the user's workspaces.</param>
/// <param name="Erasures">The erasures of the user.</param>
/// <param name="Reveals">To whom the user was shown.</param>
/// <param name="Roles">The roles of the user.</param>
/// <param name="Lists">The lists that the user is on.</param>
/// <param name="Tokens">The user's tokens, without their secrets.</param>
/// <param name="Sessions">The user's sessions of the page.</param>
/// <param name="Audit">What the user did, and what was done about the user.</param>
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
    /// <summary>A user.</summary>
    /// <param name="Id">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="Name">The user's name for people; may be empty.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="OidcSubject">Who the user is at the issuer; may be empty.</param>
    /// <param name="CreatedAt">When the user was made; absent where nobody said.</param>
    /// <param name="KnownSince">Since when the catalog knows the user; absent where it was not written down.</param>
    /// <param name="SubjectSince">Since when the subject is the user's; absent where it was not written down.</param>
    /// <param name="SubjectConfirmed">Whether an owner has said who the user is at the issuer.</param>
    /// <param name="IsSystem">Whether the user is taken for nobody but the system itself; absent where not.</param>
    /// <param name="SystemTurns">When that was said, or taken back; absent where it never changed.</param>
    /// <param name="LastDeletedAt">When the user was deleted for the last time, even if it was taken back; absent for never.</param>
    /// <param name="Statuses">The statuses, in order.</param>
    internal sealed record UserEntry(
        Guid Id,
        string Username,
        string Name,
        string AvatarUrl,
        string OidcSubject,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CreatedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? KnownSince,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SubjectSince,
        bool SubjectConfirmed,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsSystem,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DateTimeOffset>? SystemTurns,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastDeletedAt,
        IReadOnlyList<StatusEntry> Statuses);

    /// <summary>A change of status.</summary>
    /// <param name="At">When it was.</param>
    /// <param name="Status">The status from then on.</param>
    internal sealed record StatusEntry(DateTimeOffset At, string Status);

    /// <summary>An organization.</summary>
    /// <param name="Id">The id of the organization.</param>
    /// <param name="Name">Its unique name.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    internal sealed record OrganizationEntry(Guid Id, string Name, string DisplayName);

    /// <summary>A group.</summary>
    /// <param name="Id">The id of the group.</param>
    /// <param name="Name">Its name, unique in its organization.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="OrganizationId">The id of its organization; absent where nobody said.</param>
    internal sealed record GroupEntry(Guid Id, string Name, string DisplayName, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId);

    /// <summary>A parameter of a build.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Text">Its value.</param>
    internal sealed record Parameter(string Name, [property: JsonPropertyName("value")] string Text);

    /// <summary>A build of a workspace.</summary>
    /// <param name="Id">The id of the build.</param>
    /// <param name="WorkspaceId">The id of the workspace.</param>
    /// <param name="WorkspaceName">The name of the workspace; may be empty.</param>
    /// <param name="TemplateId">The template that it is made from.</param>
    /// <param name="TemplateVersionId">The version of that.</param>
    /// <param name="BuildNumber">The number of the build in its workspace.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="Transition">What it does: <c>start</c>, <c>stop</c> or <c>delete</c>; absent where nobody said.</param>
    /// <param name="JobStatus">How its job is, or ended; absent where nobody said.</param>
    /// <param name="CompletedAt">When its job ended; absent before, or where nobody said.</param>
    /// <param name="DailyCost">What the workspace costs a day, in Coder's credits; absent where nobody said.</param>
    /// <param name="Parameters">Its parameters.</param>
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

    /// <summary>An erasure.</summary>
    /// <param name="Id">The id of the operation.</param>
    /// <param name="RequestedAt">When it was asked for.</param>
    /// <param name="CompletedAt">When it ended; absent while it runs.</param>
    internal sealed record Erasure(
        Guid Id, DateTimeOffset RequestedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt);

    /// <summary>The roles of a user.</summary>
    /// <param name="Roles">Those that hold everywhere.</param>
    /// <param name="OrganizationRoles">Those that hold in an organization, by its id.</param>
    internal sealed record RolesEntry(IReadOnlyList<string> Roles, IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles);

    /// <summary>A place on the list of a template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="Permission">What it gives: <c>view_insights</c> or <c>admin</c>.</param>
    /// <param name="GroupId">The group that it is given to; absent where it is the user.</param>
    internal sealed record Listing(
        Guid TemplateId, string Permission, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? GroupId);

    /// <summary>An API token.</summary>
    /// <param name="Id">The part of the token that names it, and is no secret.</param>
    /// <param name="Name">What it was called.</param>
    /// <param name="Scopes">What it may be used for.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="ExpiresAt">When it ends.</param>
    /// <param name="LastUsedAt">When it was used the last time, to the hour; absent before.</param>
    internal sealed record Token(
        string Id,
        string Name,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastUsedAt);

    /// <summary>A session of the page.</summary>
    /// <param name="Via">What it was made with: <c>bootstrap</c>, <c>token</c> or <c>sign_in</c>.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="ExpiresAt">When it ends at the latest.</param>
    /// <param name="LastUsedAt">When it was used the last time, to the hour.</param>
    internal sealed record Session(string Via, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset LastUsedAt);

    /// <summary>An entry of the audit.</summary>
    /// <param name="Time">When it was written, which is before its act.</param>
    /// <param name="Action">What was done.</param>
    /// <param name="Target">What it was done to.</param>
    /// <param name="By">Who did it.</param>
    /// <param name="Change">What is otherwise since, where it was about the user alone.</param>
    internal sealed record Act(
        DateTimeOffset Time,
        string Action,
        string Target,
        Actor By,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Change);

    /// <summary>Who acted.</summary>
    /// <param name="UserId">The id of the user; absent for a service, the bootstrap token, and who is in no catalog.</param>
    /// <param name="Via">What it was done with: <c>bootstrap</c>, <c>token</c>, <c>sign_in</c>, or <c>source</c> for a source in the service itself.</param>
    internal sealed record Actor([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId, string Via);
}
