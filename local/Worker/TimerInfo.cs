namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its schedule.</summary>
public sealed class TimerInfo
{
    /// <summary>The last and the next occurrence, where known.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one missed while the app was down. Never so here: nothing is remembered.</summary>
    public bool IsPastDue { get; set; }
}
