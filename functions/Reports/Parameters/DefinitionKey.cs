using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Parameters;

/// <summary>A short name for a definition of a parameter, by which a reader asks for it again: definitions that are equal have the same.</summary>
internal static class DefinitionKey
{
    private const int Length = 16;

    /// <summary>What is known of a parameter that no version defines.</summary>
    public static ParameterDefinition Undefined(string name) => new(name, "", "", "", []);

    /// <summary>The key: 16 hexadecimal digits of the SHA-256 of all texts of the definition, each after its length.</summary>
    public static string Of(ParameterDefinition definition, bool isDefined)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var texts = new StringBuilder(isDefined ? "defined" : "undefined");
        string[] all =
        [
            definition.Name, definition.Type, definition.DisplayName, definition.Description,
            .. definition.Options.SelectMany(option => (string[])[option.Name, option.Description, option.Value, option.Icon]),
        ];
        foreach (var text in all)
        {
            texts.Append(CultureInfo.InvariantCulture, $" {text.Length}:{text}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts.ToString())))[..Length];
    }
}
