using System.Text.Json.Serialization;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>How long workspaces ran and were used, as it is answered of whatever they belong to. What they cost is absent where no rate is known.</summary>
internal abstract record UseFigures
{
    private protected UseFigures(UtilizationFigures figures, bool withUnmatched = true)
    {
        (RunningSeconds, UsedSeconds, SharedSeconds, IdleSeconds) = (figures.RunningSeconds, figures.UsedSeconds, figures.SharedSeconds, figures.IdleSeconds);
        UnmatchedSeconds = withUnmatched ? figures.UnmatchedSeconds : null;
        (Share, Cost, IdleCost) = (Rounded.Of(figures.Share), Rounded.Of(figures.Cost), Rounded.Of(figures.IdleCost));
    }

    /// <summary>How long workspaces ran.</summary>
    public long RunningSeconds { get; }

    /// <summary>How much of that they were used.</summary>
    public long UsedSeconds { get; }

    /// <summary>How much of the use was divided among several workspaces of the user's that ran at once: an assumption.</summary>
    public long SharedSeconds { get; }

    /// <summary>How long they ran and were not used.</summary>
    public long IdleSeconds { get; }

    /// <summary>Use in which no workspace of the user's ran. Absent of a single workspace: it has no use but its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UnmatchedSeconds { get; }

    /// <summary>The used share of the time that they ran, 0 to 1; absent when nothing ran.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Share { get; }

    /// <summary>What it cost that they ran, by <c>hourly_rate</c> or else in Coder's credits; absent where no rate is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; }

    /// <summary>What of the cost is of the time without use; absent where no rate is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? IdleCost { get; }
}
