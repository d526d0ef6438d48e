using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>A part of a day of a template as a scan has it at hand: some users after the others, with what their names stand for.</summary>
/// <param name="template">The number of its template in the scan.</param>
/// <param name="segment">The buckets.</param>
/// <param name="families">The family of each session name.</param>
/// <param name="apps">The number of the app that each app name is shown as, or -1.</param>
internal sealed class ScanSource(int template, UsageSegment segment, AppFamily[] families, int[] apps)
{
    /// <summary>The number of its template in the scan.</summary>
    public int Template => template;

    public UsageSegment Segment => segment;

    /// <summary>For each session name of the segment its family; made once for each day, not for each bucket.</summary>
    public AppFamily[] Families => families;

    /// <summary>For each app name of the segment the number of the app it is shown as, or -1.</summary>
    public int[] Apps => apps;
}
