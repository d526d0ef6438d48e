using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Ingest;

/// <summary>How much the catalog may have, which every instance has in memory. Settings <c>Insights__Catalog__*</c>.</summary>
public sealed class CatalogOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Catalog";

    /// <summary>How many users it may have, with those that were deleted and the system's own: 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxUsers { get; set; } = 100_000;

    /// <summary>How many templates it may have: 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxTemplates { get; set; } = 10_000;
}
