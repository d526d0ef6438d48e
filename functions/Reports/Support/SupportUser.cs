namespace Insights.Functions.Reports.Support;

/// <summary>How somebody gets on.</summary>
public sealed record SupportUser
{
    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The templates that it used in the period, ascending.</summary>
    public required IReadOnlyList<Guid> TemplateIds { get; init; }

    /// <summary>60 for each minute of usage in the period; at most 30 minutes of a half-hour over all templates.</summary>
    public required long Seconds { get; init; }

    /// <summary>The same of the period before; null where that is not recorded.</summary>
    public required long? PreviousSeconds { get; init; }

    /// <summary>The latency in the period; null when none was measured.</summary>
    public required (double P50, double P95)? Latency { get; init; }

    /// <summary>The latency in the period before; null when none was measured, or where it is not recorded.</summary>
    public required (double P50, double P95)? PreviousLatency { get; init; }

    /// <summary>The applications that it used most, at most three.</summary>
    public required IReadOnlyList<PreferredApp> Apps { get; init; }

    /// <summary>How many workspaces it has at the end of the period.</summary>
    public required int Workspaces { get; init; }

    /// <summary>The templates of which it has a workspace and no usage, ascending.</summary>
    public required IReadOnlyList<Guid> UnusedTemplateIds { get; init; }

    /// <summary>The start of the day since which the connection is slower without a break; null where it comes and goes, or is not.</summary>
    public required DateTimeOffset? SlowerSince { get; init; }

    /// <summary>The group that it has so much less than; null when there is none.</summary>
    public required PeerMedian? BelowGroup { get; init; }

    /// <summary>Why it may need help.</summary>
    public required SupportSignals Signals { get; init; }
}
