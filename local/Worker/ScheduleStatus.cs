namespace Microsoft.Azure.Functions.Worker;

/// <summary>A timer's last and next occurrence, UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The occurrence before this one; <c>default</c> if there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
