namespace Insights.Functions.Reports.Support;

/// <summary>What a user did in a period and in the one before, as it is counted.</summary>
/// <param name="id">The user.</param>
internal sealed class SupportUse(Guid id)
{
    public Guid Id => id;

    public long Minutes { get; set; }

    public long PreviousMinutes { get; set; }

    /// <summary>The numbers of the templates used in the period.</summary>
    public HashSet<int> Templates { get; } = [];

    /// <summary>The minutes of each application in the period: the families first, then those of the directory.</summary>
    public Dictionary<int, long> Apps { get; } = [];

    /// <summary>The medians measured in the period, and in which of its days; -1 for one that lies in none.</summary>
    public List<(int Day, float Median)> Medians { get; } = [];

    public List<float> PreviousMedians { get; } = [];
}
