using System.Text.Json.Serialization;

namespace Insights.Functions.Administration;

/// <summary>Since when somebody asks to be erased; absent for who does not.</summary>
/// <param name="RequestedAt">Since when the caller asks to be erased.</param>
internal sealed record OwnErasureAnswer([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RequestedAt);
