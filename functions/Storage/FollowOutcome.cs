namespace Insights.Functions.Storage;

/// <summary>What became of roles or a list that a source told.</summary>
public enum FollowOutcome
{
    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>It is so from now on.</summary>
    Changed,

    /// <summary>It was set here, and stays as it is.</summary>
    Kept,
}
