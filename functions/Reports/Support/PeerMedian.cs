namespace Insights.Functions.Reports.Support;

/// <summary>What the active members of a group have at the middle.</summary>
/// <param name="Group">The group.</param>
/// <param name="Seconds">The median of their usage.</param>
public sealed record PeerMedian(PeerGroup Group, double Seconds);
