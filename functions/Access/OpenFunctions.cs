using System.Collections.Frozen;
using Insights.Functions.Insights;

namespace Insights.Functions.Access;

/// <summary>The functions that need no credentials. Every other one does.</summary>
internal static class OpenFunctions
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal, nameof(OperationsFunction.Health), nameof(OperationsFunction.BuildInfo));

    public static bool Contains(string function) => Names.Contains(function);
}
