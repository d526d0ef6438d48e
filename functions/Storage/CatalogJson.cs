using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>How catalog items are stored: as JSON, in which a later release may add fields but not change any.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UserStatusConverter), typeof(WordConverter<WorkspaceTransition>), typeof(WordConverter<JobStatus>)])]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(TemplateVersion))]
[JsonSerializable(typeof(WorkspaceBuild))]
[JsonSerializable(typeof(IReadOnlyList<WorkspaceTurn>))]
[JsonSerializable(typeof(AppDefinition))]
internal sealed partial class CatalogJson : JsonSerializerContext;
