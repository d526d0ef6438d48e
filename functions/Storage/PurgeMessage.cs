using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>Asks for what is older than the retention of a template to be deleted, and for the people of what is older than they are kept.</summary>
/// <param name="Template">The template.</param>
/// <param name="From">The UTC day from which on its people are left, in a message that goes on with them; null in one that begins.</param>
internal sealed record PurgeMessage(Guid Template, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? From = null);
