namespace Insights.Functions.Catalog;

/// <summary>How far the job of a build has come, as Coder names it.</summary>
public enum JobStatus
{
    /// <summary>Nobody has taken it.</summary>
    Pending,

    /// <summary>It is being done.</summary>
    Running,

    /// <summary>It is done.</summary>
    Succeeded,

    /// <summary>It is being broken off.</summary>
    Canceling,

    /// <summary>It was broken off.</summary>
    Canceled,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>Coder does not know.</summary>
    Unknown,
}
