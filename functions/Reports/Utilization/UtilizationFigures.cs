namespace Insights.Functions.Reports.Utilization;

/// <summary>How long workspaces ran and how much of that they were used; adds up over workspaces, users and templates.</summary>
/// <param name="RunningSeconds">How long they ran.</param>
/// <param name="UsedSeconds">How much of that they were used, never more.</param>
/// <param name="SharedSeconds">
/// How much of the use could have been in another workspace, since several of one user and template ran: it is divided by how long they
/// ran.
/// </param>
/// <param name="UnmatchedSeconds">Use while no workspace of that user and template ran.</param>
/// <param name="Cost">What the time that they ran cost; null where no rate is known.</param>
/// <param name="UsedCost">What the time that they were used cost; null where no rate is known.</param>
public readonly record struct UtilizationFigures(
    long RunningSeconds, long UsedSeconds, long SharedSeconds, long UnmatchedSeconds, double? Cost, double? UsedCost)
{
    /// <summary>How long they ran and nobody used them.</summary>
    public long IdleSeconds => RunningSeconds - UsedSeconds;

    /// <summary>How much of the time they were used, 0 to 1; null when none ran.</summary>
    public double? Share => RunningSeconds == 0 ? null : (double)UsedSeconds / RunningSeconds;

    /// <summary>What the time cost in which nobody used them; null where no rate is known.</summary>
    public double? IdleCost => Cost - UsedCost;

    /// <summary>The sum of some figures.</summary>
    public static UtilizationFigures Sum(IEnumerable<UtilizationFigures> figures) => figures.Aggregate(default(UtilizationFigures), (sum, next) => sum + next);

    /// <summary>The sum of two.</summary>
    public static UtilizationFigures operator +(UtilizationFigures left, UtilizationFigures right) => new(
        left.RunningSeconds + right.RunningSeconds,
        left.UsedSeconds + right.UsedSeconds,
        left.SharedSeconds + right.SharedSeconds,
        left.UnmatchedSeconds + right.UnmatchedSeconds,
        Add(left.Cost, right.Cost),
        Add(left.UsedCost, right.UsedCost));

    /// <summary>The sum of two.</summary>
    public static UtilizationFigures Add(UtilizationFigures left, UtilizationFigures right) => left + right;

    private static double? Add(double? left, double? right) => left is null && right is null ? null : (left ?? 0) + (right ?? 0);
}
