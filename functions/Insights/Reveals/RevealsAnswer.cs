using System.Text.Json.Serialization;

namespace Insights.Functions.Insights.Reveals;

/// <summary>Reveals, newest first.</summary>
/// <param name="Reveals">The reveals of this part.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; absent in the last.</param>
internal sealed record RevealsAnswer(
    IReadOnlyList<RevealAnswer> Reveals, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Next);
