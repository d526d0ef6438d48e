namespace Insights.Functions.Insights.People;

/// <summary>What a report on people and workspaces was asked for.</summary>
/// <param name="Period">The period.</param>
/// <param name="Zone">The zone that its days are of; null for days of 24 hours at the offset of its start.</param>
/// <param name="Templates">The templates, which the caller may view.</param>
/// <param name="IsAll">Whether those are all there are, also such as nobody uses.</param>
/// <param name="LeftOut">Users who do not count, ascending.</param>
/// <param name="Until">Its end, or now where that is earlier: nothing has happened yet after that.</param>
/// <param name="RecordedSince">Since when there is usage of the templates; null for never.</param>
internal sealed record PeopleRequest(
    ReportPeriod Period,
    TimeZoneInfo? Zone,
    IReadOnlyCollection<Guid> Templates,
    bool IsAll,
    IReadOnlyList<Guid> LeftOut,
    DateTimeOffset Until,
    DateTimeOffset? RecordedSince)
{
    /// <summary>Whether system users count.</summary>
    public bool WithSystem => LeftOut.Count == 0;
}
