namespace Insights.Functions.Http;

/// <summary>The tag of an answer that is being made.</summary>
/// <param name="Find">Finds it when the answer is made; null for none.</param>
internal sealed record PendingTag(Func<EntityTag?> Find);
