using System.Text.Json.Serialization;
using Insights.Coder.Items;

namespace Insights.Coder.Api;

internal sealed record ErrorAnswer(string? Message);

internal sealed record OrganizationAnswer(Guid Id, string Name, string? DisplayName, bool IsDefault, IReadOnlyList<string>? DefaultOrgMemberRoles);

internal sealed record RoleAnswer(string Name);

internal sealed record UserAnswer(
    Guid Id, string Username, string? Name, string? AvatarUrl, string? Status, DateTimeOffset CreatedAt, IReadOnlyList<Guid>? OrganizationIds, IReadOnlyList<RoleAnswer>? Roles);

internal sealed record UsersAnswer(IReadOnlyList<UserAnswer> Users);

internal sealed record MemberAnswer(Guid UserId, IReadOnlyList<RoleAnswer>? Roles);

internal sealed record MembersAnswer(IReadOnlyList<MemberAnswer> Members, int Count);

internal sealed record IdAnswer(Guid Id);

internal sealed record GroupAnswer(Guid Id, string Name, string? DisplayName, Guid OrganizationId, IReadOnlyList<IdAnswer>? Members, int TotalMemberCount);

internal sealed record TemplateAnswer(Guid Id, string Name, string? DisplayName, string? Icon, Guid OrganizationId, DateTimeOffset CreatedAt, Guid ActiveVersionId);

internal sealed record ListedAnswer(Guid Id, string Role);

internal sealed record ListAnswer(IReadOnlyList<ListedAnswer>? Users, [property: JsonPropertyName("group")] IReadOnlyList<ListedAnswer>? Groups);

internal sealed record ParameterAnswer(
    string Name, string? DisplayName, string? Type, string? Description, string? DefaultValue, IReadOnlyList<ParameterOption>? Options);

internal sealed record WorkspacesAnswer(IReadOnlyList<WorkspaceAnswer> Workspaces);

internal sealed record WorkspaceAnswer(Guid Id, Guid OwnerId, string Name, Guid TemplateId, BuildAnswer LatestBuild);

internal sealed record BuildAnswer(
    Guid Id, DateTimeOffset CreatedAt, Guid TemplateVersionId, int BuildNumber, Guid InitiatorId, JobAnswer Job, IReadOnlyList<ResourceAnswer>? Resources);

internal sealed record JobAnswer(DateTimeOffset? CompletedAt);

internal sealed record ResourceAnswer(IReadOnlyList<AgentAnswer>? Agents);

internal sealed record AgentAnswer(Guid Id, string Name, IReadOnlyList<AppAnswer>? Apps);

internal sealed record AppAnswer(string Slug, string? DisplayName, string? Icon);

internal sealed record ActivityAnswer(ActivityReport Report);

internal sealed record ActivityReport(IReadOnlyList<UserActivity>? Users);

internal sealed record UserActivity(IReadOnlyList<Guid>? TemplateIds, Guid UserId, string? Username, string? AvatarUrl, long Seconds);

internal sealed record LatencyAnswer(LatencyReport Report);

internal sealed record LatencyReport(IReadOnlyList<UserLatency>? Users);

internal sealed record UserLatency(Guid UserId, Percentiles LatencyMs);

internal sealed record Percentiles(double P50);

/// <summary>What is read of the answers of Coder's API; everything else in them is passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(List<OrganizationAnswer>))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(MembersAnswer))]
[JsonSerializable(typeof(List<GroupAnswer>))]
[JsonSerializable(typeof(List<TemplateAnswer>))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(List<ParameterAnswer>))]
[JsonSerializable(typeof(List<BuildParameter>))]
[JsonSerializable(typeof(WorkspacesAnswer))]
[JsonSerializable(typeof(List<BuildAnswer>))]
[JsonSerializable(typeof(ActivityAnswer))]
[JsonSerializable(typeof(LatencyAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
