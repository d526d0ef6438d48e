using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>The order definitions are listed in: name, type, display name, description, options as a list.</summary>
internal sealed class DefinitionOrder : IComparer<ParameterDefinition>
{
    public static DefinitionOrder Comparer { get; } = new();

    public int Compare(ParameterDefinition? x, ParameterDefinition? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Texts((x.Name, y.Name), (x.Type, y.Type), (x.DisplayName, y.DisplayName), (x.Description, y.Description));
        for (var i = 0; order == 0 && i < Math.Min(x.Options.Count, y.Options.Count); i++)
        {
            var (left, right) = (x.Options[i], y.Options[i]);
            order = Texts((left.Name, right.Name), (left.Description, right.Description), (left.Value, right.Value), (left.Icon, right.Icon));
        }

        return order != 0 ? order : x.Options.Count.CompareTo(y.Options.Count);
    }

    private static int Texts(params ReadOnlySpan<(string Left, string Right)> pairs)
    {
        foreach (var (left, right) in pairs)
        {
            if (Utf8Order.Comparer.Compare(left, right) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }
}
