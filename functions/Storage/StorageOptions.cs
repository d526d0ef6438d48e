using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Storage;

/// <summary>Where and how data are stored. Settings <c>Insights__Storage__*</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Storage";

    /// <summary>Whether missing tables and queues are made at start. Off where the deployment declares them.</summary>
    public bool CreateStorage { get; set; } = true;

    /// <summary>
    /// How much memory usage may take between reports: a bucket takes about ten bytes, so the default keeps some 20 million. MiB, 0 (none)
    /// to 65,536.
    /// </summary>
    [Range(0, 65_536)]
    public int CacheMegabytes { get; set; } = 192;

    /// <summary>How much memory the usage may take that reports hold at a time, all together or one alone: each goes through its days in windows. MiB, 1 to 65,536.</summary>
    [Range(1, 65_536)]
    public int ReportMegabytes { get; set; } = 256;
}
