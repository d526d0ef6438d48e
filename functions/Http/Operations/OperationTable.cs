using System.Collections.Frozen;

namespace Insights.Functions.Http.Operations;

/// <summary>The operations of every room, by the names of their functions.</summary>
/// <param name="operations">What the rooms list.</param>
public sealed class OperationTable(IEnumerable<Operation> operations)
{
    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(operation => operation.Function, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<Operation> All => _operations.Values;

    /// <summary>What a function takes and gives; null for one that is no part of the API, such as the page.</summary>
    public Operation? Find(string function) => _operations.GetValueOrDefault(function);
}
