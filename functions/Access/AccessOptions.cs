namespace Insights.Functions.Access;

/// <summary>Who may do what. Settings <c>Insights__*</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights";

    /// <summary>A token that may do everything, for the first minutes and for automation; empty: there is none.</summary>
    public string BootstrapToken { get; set; } = "";
}
