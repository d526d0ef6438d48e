namespace Insights.Functions.Storage;

/// <summary>Who may do what with one template, besides those whose roles say so.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="Users">The permission of each user.</param>
/// <param name="Groups">The permission of each group. An organization's id stands for all its members, as in Coder.</param>
public sealed record TemplateAcl(Guid TemplateId, IReadOnlyDictionary<Guid, string> Users, IReadOnlyDictionary<Guid, string> Groups)
{
    /// <summary>The most users, and the most groups, that a list may have: it always fits into a row.</summary>
    public const int MaxEntries = 2000;

    private static readonly IReadOnlyDictionary<Guid, string> Nobody = new Dictionary<Guid, string>();

    /// <summary>The list of a template that nobody was ever put on.</summary>
    public static TemplateAcl Empty(Guid template) => new(template, Nobody, Nobody);
}
