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

    public long RunningSeconds { get; }

    public long UsedSeconds { get; }

    public long SharedSeconds { get; }

    public long IdleSeconds { get; }

    /// <summary>Absent of a single workspace: it has no use but its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UnmatchedSeconds { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Share { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? IdleCost { get; }
}
