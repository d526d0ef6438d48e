namespace Insights.Coder.Following;

/// <summary>How often what is read.</summary>
public sealed record SourceOptions
{
    /// <summary>Those of a source that reads an API, where nothing is new before Coder adds up: every five minutes.</summary>
    public static SourceOptions OfApi { get; } = new() { PollInterval = TimeSpan.FromMinutes(5) };

    /// <summary>How much is read again at each poll: rows are stamped before they are committed, and clocks differ.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much a sweep reads again: as far back as Coder's own addition, which loses what comes later still.</summary>
    public TimeSpan SweepOverlap { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often to sweep.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often to look for builds, versions and statuses, which takes going through their tables.</summary>
    public TimeSpan BuildsInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often to read the catalog whole.</summary>
    public TimeSpan CatalogInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often to poll.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many days of history are read at a time.</summary>
    public int HistoryParallelism { get; init; } = 2;
}
