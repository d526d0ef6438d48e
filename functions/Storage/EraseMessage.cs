namespace Insights.Functions.Storage;

/// <summary>Asks for the next step of an erasure: the partitions of one template.</summary>
/// <param name="Operation">The id of the operation.</param>
/// <param name="After">The template of the step before; null for the first step.</param>
internal sealed record EraseMessage(Guid Operation, Guid? After);
