using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>Definitions are equal when all their parts are, options one by one. Their defaults are not looked at: Coder does not.</summary>
internal sealed class DefinitionEquality : IEqualityComparer<ParameterDefinition>
{
    public static DefinitionEquality Comparer { get; } = new();

    public bool Equals(ParameterDefinition? x, ParameterDefinition? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && DefinitionOrder.Comparer.Compare(x, y) == 0);

    public int GetHashCode(ParameterDefinition obj) => HashCode.Combine(obj.Name, obj.Type, obj.DisplayName, obj.Description, obj.Options.Count);
}
