using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>Who may do what with one template, besides those whose roles say so.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="Users">The permission of each user.</param>
/// <param name="Groups">The permission of each group. An organization's id stands for all its members, as in Coder.</param>
public sealed record TemplateAcl(Guid TemplateId, IReadOnlyDictionary<Guid, string> Users, IReadOnlyDictionary<Guid, string> Groups)
{
    /// <summary>The most users, and the most groups, that a list may have: it always fits into a row.</summary>
    public const int MaxEntries = 2000;

    /// <summary>Who says so: <see cref="AccessOrigin.Coder"/>, or null for somebody here.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether nobody is on it.</summary>
    [JsonIgnore]
    public bool IsEmpty => Users.Count == 0 && Groups.Count == 0;

    private static readonly IReadOnlyDictionary<Guid, string> Nobody = new Dictionary<Guid, string>();

    /// <summary>The list of a template that nobody was ever put on.</summary>
    public static TemplateAcl Empty(Guid template) => new(template, Nobody, Nobody);

    /// <summary>Whether another list grants the same.</summary>
    public bool GrantsSameAs(TemplateAcl other) =>
        Users.ToHashSet().SetEquals(other.Users) && Groups.ToHashSet().SetEquals(other.Groups);
}
