using System.Text.Json.Serialization;

namespace Insights.Coder.Items;

/// <summary>Items as ingest takes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentStat))]
[JsonSerializable(typeof(AppStat))]
[JsonSerializable(typeof(Build))]
[JsonSerializable(typeof(UsageBucket))]
[JsonSerializable(typeof(OrganizationItem))]
[JsonSerializable(typeof(UserItem))]
[JsonSerializable(typeof(GroupItem))]
[JsonSerializable(typeof(TemplateItem))]
[JsonSerializable(typeof(VersionItem))]
[JsonSerializable(typeof(UserAccess))]
[JsonSerializable(typeof(TemplateAccess))]
[JsonSerializable(typeof(List<ParameterOption>))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<Guid, List<string>>))]
internal sealed partial class ItemsJson : JsonSerializerContext;
