namespace Insights.Coder.Items;

/// <summary>A template.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="OrganizationId">Its organization.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record TemplateItem(Guid Id, string Name, string DisplayName, string Icon, Guid OrganizationId, DateTime CreatedAt)
{
    /// <summary>The users who may make workspaces of it.</summary>
    public IReadOnlyList<Guid>? UseUserIds { get; init; }

    /// <summary>The groups whose members may; the id of an organization stands for its members.</summary>
    public IReadOnlyList<Guid>? UseGroupIds { get; init; }
}
