namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function by the clock. The parameter is a <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">Six-field NCRONTAB in UTC, or a time span such as <c>00:05:00</c>; <c>%Name%</c> stands for a setting.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule as written, with any <c>%Name%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the real host remembers the schedule across restarts. Nothing is remembered here.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs when the app starts.</summary>
    public bool RunOnStartup { get; set; }
}
