namespace Insights.Functions.Insights;

/// <summary>How session apps are listed.</summary>
internal enum AppListing
{
    /// <summary>By family, as Coder does: five rows, always.</summary>
    Families,

    /// <summary>Each for itself, as later releases of Coder do, in place of the families.</summary>
    Each,

    /// <summary>The families, and then each for itself.</summary>
    Both,
}
