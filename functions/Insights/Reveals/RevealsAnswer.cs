using System.Text.Json.Serialization;

namespace Insights.Functions.Insights.Reveals;

/// <summary>Reveals, newest first.</summary>
internal sealed record RevealsAnswer(
    IReadOnlyList<RevealAnswer> Reveals, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Next);
