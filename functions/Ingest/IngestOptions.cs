using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Ingest;

/// <summary>How stats are taken in. Settings <c>Insights__Ingest__*</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Ingest";

    /// <summary>How long a small request waits for others to share its queue message with, in milliseconds: 0 to 1,000.</summary>
    [Range(0, 1000)]
    public int GroupCommitMilliseconds { get; set; } = 8;

    /// <summary>From how many events on a group of small requests goes without waiting: they fill a message. Not a setting.</summary>
    internal int GroupCommitEvents { get; set; } = 1000;
}
