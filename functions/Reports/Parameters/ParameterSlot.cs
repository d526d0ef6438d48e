namespace Insights.Functions.Reports.Parameters;

/// <summary>The values that the workspaces built in a slot were given.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Workspaces">The workspaces that were given any.</param>
/// <param name="Counts">How many were given each of the values that are told, in their order.</param>
/// <param name="Others">How many were given any other.</param>
public sealed record ParameterSlot(Slot Slot, int Workspaces, IReadOnlyList<int> Counts, int Others);
