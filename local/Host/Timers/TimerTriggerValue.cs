namespace DevelopmentHost.Timers;

/// <summary>What a timer function is told.</summary>
/// <param name="ScheduleStatus">When it ran and is due.</param>
/// <param name="IsPastDue">Whether this run makes up for one that was missed.</param>
internal sealed record TimerTriggerValue(TimerStatus ScheduleStatus, bool IsPastDue);
