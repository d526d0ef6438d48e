using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>
/// A parameter of a query: what it is called, what it may be and what it is for. It is read by this (<see cref="RequestQuery"/>) and
/// described by it in the document of the API, so that none is read that is not described.
/// </summary>
/// <param name="Name">Its name, which means the same wherever this is read.</param>
/// <param name="Description">What it is for, as a sentence.</param>
public abstract record QueryParameter(string Name, string Description)
{
    /// <summary>Whether it must be given.</summary>
    public virtual bool IsRequired => false;

    /// <summary>Whether it is a list, separated by commas.</summary>
    public virtual bool IsList => false;

    /// <summary>What it may be, in the words of JSON Schema.</summary>
    public abstract JsonObject Schema { get; }

    /// <summary>Its name, which is what errors call it.</summary>
    public static implicit operator string(QueryParameter parameter) => parameter.Name;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
