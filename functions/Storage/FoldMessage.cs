namespace Insights.Functions.Storage;

/// <summary>Asks for a pass over a partition: fold, settle, and seal, each if it is time.</summary>
/// <param name="Template">The template.</param>
/// <param name="Day">The UTC day.</param>
internal sealed record FoldMessage(Guid Template, DateOnly Day);
