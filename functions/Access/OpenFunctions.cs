using System.Collections.Frozen;

namespace Insights.Functions.Access;

/// <summary>The functions that need no credentials, under the names they have here. Every other one does.</summary>
internal static class OpenFunctions
{
    /// <summary>Whether storage answers.</summary>
    public const string Health = "Health";

    /// <summary>The version.</summary>
    public const string BuildInfo = "BuildInfo";

    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal, Health, BuildInfo);

    public static bool Contains(string function) => Names.Contains(function);
}
