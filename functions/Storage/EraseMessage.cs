namespace Insights.Functions.Storage;

/// <summary>Asks for the next step of an erasure: the partitions of one template. Which one is next is stored with the operation.</summary>
/// <param name="Operation">The id of the operation.</param>
internal sealed record EraseMessage(Guid Operation);
