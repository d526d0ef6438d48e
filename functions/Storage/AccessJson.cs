using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>How roles, access control lists, audit entries and reveals are stored: as JSON, in which a later release may add fields but not change any.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserRoles))]
[JsonSerializable(typeof(TemplateAcl))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(Reveal))]
[JsonSerializable(typeof(IReadOnlyList<TokenReservation>))]
internal sealed partial class AccessJson : JsonSerializerContext;
