namespace Insights.Functions.Storage;

/// <summary>How far a reveal has come.</summary>
public enum RevealStatus
{
    /// <summary>It waits for a second officer.</summary>
    Waiting,

    /// <summary>It holds.</summary>
    Active,

    /// <summary>It held.</summary>
    Ended,

    /// <summary>An officer ended it before it began.</summary>
    Withdrawn,

    /// <summary>Nobody approved it in time.</summary>
    Lapsed,
}
