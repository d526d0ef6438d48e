using System.Text.Json.Serialization;

namespace Insights.Functions.Insights.People;

/// <summary>The answer of a report on people and workspaces.</summary>
/// <param name="Report">The report.</param>
/// <param name="DataSince">Since when there is usage of what it is about; absent where there never was any.</param>
/// <param name="Names">The names of its users, where they are asked for.</param>
internal sealed record PeopleAnswer<TReport>(
    TReport Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<Guid, string>? Names = null);
