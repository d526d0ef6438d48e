using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>Asks for a pass over a partition.</summary>
/// <param name="Template">The template.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="NoImportAt">
/// When the dispatcher saw that no import goes on, which it alone can see: for a while after it the pass may also settle and seal what is
/// ripe for it. Null where nobody has looked.
/// </param>
internal sealed record FoldMessage(
    Guid Template, DateOnly Day, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? NoImportAt = null);
