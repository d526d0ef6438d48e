namespace Insights.Functions.Administration;

/// <summary>Erasures, newest first.</summary>
/// <param name="Operations">The erasures, or a part of them.</param>
internal sealed record ErasuresAnswer(IReadOnlyList<ErasureAnswer> Operations);
