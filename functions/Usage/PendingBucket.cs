namespace Insights.Functions.Usage;

/// <summary>A bucket that is being built.</summary>
/// <param name="User">The number of its user.</param>
/// <param name="HalfHour">The number of its half-hour.</param>
internal record struct PendingBucket(int User, int HalfHour)
{
    /// <summary>Whether a stat with a session also had a connection.</summary>
    public bool Connected { get; set; }

    /// <summary>The settled median latency; NaN while there is none.</summary>
    public float Median { get; set; } = float.NaN;
}
