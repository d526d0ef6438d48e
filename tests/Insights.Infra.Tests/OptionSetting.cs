using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Insights.Functions;

namespace Insights.Infra.Tests;

/// <summary>A setting that an options class of the service reads.</summary>
/// <param name="Name">Its name as an app setting.</param>
/// <param name="Default">What it is where it is not set, as a setting is written.</param>
/// <param name="Range">Its bounds, where it has some.</param>
internal sealed record OptionSetting(string Name, string Default, RangeAttribute? Range)
{
    /// <summary>Every setting: an options class has a section and properties that can be set.</summary>
    public static IReadOnlyList<OptionSetting> All { get; } =
    [
        .. from type in typeof(InsightsServices).Assembly.GetExportedTypes()
           let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
           where section is { IsLiteral: true }
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where property.SetMethod is { IsPublic: true }
           select new OptionSetting(
               $"{((string)section.GetRawConstantValue()!).Replace(":", "__", StringComparison.Ordinal)}__{property.Name}",
               Text(property.GetValue(Activator.CreateInstance(type))),
               property.GetCustomAttribute<RangeAttribute>()),
    ];

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => (string?)value ?? "",
    };
}
