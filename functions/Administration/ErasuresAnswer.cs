namespace Insights.Functions.Administration;

/// <summary>Erasures, newest first.</summary>
internal sealed record ErasuresAnswer(IReadOnlyList<ErasureAnswer> Operations);
