namespace Insights.Functions.Catalog;

/// <summary>The types that parameters of a template have.</summary>
public static class ParameterType
{
    /// <summary>All of them, as Coder's Terraform provider names them.</summary>
    public static IReadOnlyList<string> All { get; } = ["string", "number", "bool", "list(string)"];

    /// <summary>The type of a name, in any case and with blanks around it; null for anything else.</summary>
    public static string? Parse(string text) => All.FirstOrDefault(type => text.AsSpan().Trim().Equals(type, StringComparison.OrdinalIgnoreCase));
}
