using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Export;

/// <summary>Where sealed days are exported to. Settings <c>Insights__Export__*</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Export";

    /// <summary>The blob container, in the account of the service; empty for no export.</summary>
    [RegularExpression("^([a-z0-9](-?[a-z0-9]){2,62})?$", ErrorMessage = "Insights:Export:Container must be a name of a blob container: 3 to 63 small letters, digits and single hyphens.")]
    public string Container { get; set; } = "";
}
