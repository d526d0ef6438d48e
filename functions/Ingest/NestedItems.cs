using Insights.Functions.Http;

namespace Insights.Functions.Ingest;

/// <summary>Counts what the items of a request have in them (agents, apps, parameters, options) before it is taken out of the body.</summary>
internal sealed class NestedItems
{
    /// <summary>How many there may be in a request.</summary>
    public const int Max = 100_000;

    private int _count;

    /// <summary>Counts the list of a name of an item, and gives how long it is.</summary>
    /// <exception cref="ApiException">413: there are too many.</exception>
    public int Count(JsonItem item, string name)
    {
        var count = item.CountOf(name);
        _count += count;
        return _count <= Max
            ? count
            : throw ApiException.TooLarge($"The items of the request have more than {Max} agents, apps, parameters and options. Send them in parts.");
    }
}
