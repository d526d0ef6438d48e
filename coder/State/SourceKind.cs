using System.Text.Json.Serialization;

namespace Insights.Coder.State;

/// <summary>How a Coder deployment is read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceKind>))]
public enum SourceKind
{
    /// <summary>By its database: everything there is, exactly.</summary>
    [JsonStringEnumMemberName("database")]
    Database,

    /// <summary>By its API: who and what there is, and how long who was active.</summary>
    [JsonStringEnumMemberName("api")]
    Api,
}
