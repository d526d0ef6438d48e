namespace Insights.Functions.Storage;

/// <summary>What the figures of a kept month are of.</summary>
/// <param name="Key">The key that it is stored under.</param>
public readonly record struct MonthScope(string Key)
{
    /// <summary>All templates, and everybody.</summary>
    public static MonthScope All { get; } = new("all");

    /// <summary>The templates of an organization.</summary>
    public static MonthScope Organization(Guid id) => new(StorageKeys.OrganizationMonths(id));

    /// <summary>One template.</summary>
    public static MonthScope Template(Guid id) => new(StorageKeys.TemplateMonths(id));

    /// <summary>All templates, and the members of a group.</summary>
    public static MonthScope Group(Guid id) => new(StorageKeys.GroupMonths(id));
}
