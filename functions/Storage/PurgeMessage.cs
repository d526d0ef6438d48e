namespace Insights.Functions.Storage;

/// <summary>Asks for what is older than the retention of a template to be deleted.</summary>
/// <param name="Template">The template.</param>
internal sealed record PurgeMessage(Guid Template);
