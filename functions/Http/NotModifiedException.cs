namespace Insights.Functions.Http;

/// <summary>A request of who has the answer already: it ends there, and <see cref="RequestMiddleware"/> answers 304.</summary>
/// <param name="tag">The answer's tag.</param>
public sealed class NotModifiedException(EntityTag tag) : Exception("The caller has the answer already.")
{
    /// <summary>The answer's tag.</summary>
    public EntityTag Tag { get; } = tag;
}
