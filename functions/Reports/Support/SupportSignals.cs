namespace Insights.Functions.Reports.Support;

/// <summary>Why somebody may need help.</summary>
[Flags]
public enum SupportSignals
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>There is a workspace of a template that its owner did not use.</summary>
    NoUsage = 1,

    /// <summary>Usage fell to half or less.</summary>
    Fell = 2,

    /// <summary>The connection became slower.</summary>
    Slower = 4,

    /// <summary>Usage is a quarter or less of what the others of a group have.</summary>
    BelowGroup = 8,
}
