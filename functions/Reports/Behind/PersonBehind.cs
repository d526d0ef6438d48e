namespace Insights.Functions.Reports.Behind;

/// <summary>Somebody whom a figure counts. What the figure has nothing to do with is null.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TemplateIds">The templates in which it is counted, ascending.</param>
public sealed record PersonBehind(Guid UserId, IReadOnlyList<Guid> TemplateIds)
{
    /// <summary>60 for each minute of the usage that is counted; at most 30 minutes of a half-hour over all templates.</summary>
    public long? Seconds { get; init; }

    /// <summary>How many measured half-hours are counted; one of two templates is two.</summary>
    public int? HalfHours { get; init; }

    /// <summary>The percentiles 0.5 and 0.95 of their medians.</summary>
    public (double P50, double P95)? Latency { get; init; }

    /// <summary>How many workspaces are counted.</summary>
    public int? Workspaces { get; init; }

    /// <summary>When the first half-hour of any use that is kept began.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>When the last one up to the end of the period began.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
