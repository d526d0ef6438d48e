using System.Text.Json.Serialization;

namespace Insights.Functions.Access;

/// <summary>The roles of a user from now on, as the audit shows them.</summary>
internal sealed record SourcedRolesChange(IReadOnlyList<string> Roles, IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles);

/// <summary>A list from now on, as the audit shows it.</summary>
internal sealed record SourcedListChange(IReadOnlyDictionary<Guid, string> UserPerms, IReadOnlyDictionary<Guid, string> GroupPerms);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SourcedRolesChange))]
[JsonSerializable(typeof(SourcedListChange))]
internal sealed partial class SourcedChangeJson : JsonSerializerContext;
