namespace Insights.Functions.Access;

/// <summary>
/// The templates that a report may be made of. Only <see cref="TemplateAccess"/> makes one, and usage is read with one only: there is
/// no report without a decision.
/// </summary>
public sealed class VisibleTemplates
{
    internal VisibleTemplates(IReadOnlyCollection<Guid>? listed) => Listed = listed;

    /// <summary>The templates; null for all that there are.</summary>
    internal IReadOnlyCollection<Guid>? Listed { get; }
}
