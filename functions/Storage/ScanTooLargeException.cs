namespace Insights.Functions.Storage;

/// <summary>A report would hold more usage than there is memory for.</summary>
/// <param name="maxMegabytes">How much it may hold, in MiB.</param>
public sealed class ScanTooLargeException(int maxMegabytes) : Exception($"The usage takes more than {maxMegabytes} MiB of memory.")
{
    /// <summary>How much a report may hold, in MiB.</summary>
    public int MaxMegabytes => maxMegabytes;
}
