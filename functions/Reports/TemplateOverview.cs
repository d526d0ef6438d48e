namespace Insights.Functions.Reports;

/// <summary>How one template was used: the figures that the other reports give for it alone.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="ActiveUsers">The distinct users with a bucket of it in range.</param>
/// <param name="Seconds">60 for each minute of usage, over all users.</param>
/// <param name="SlotUsers">The distinct users of each slot.</param>
public sealed record TemplateOverview(Guid TemplateId, int ActiveUsers, long Seconds, IReadOnlyList<int> SlotUsers)
{
    /// <summary>The sum over two shares of the users.</summary>
    internal static TemplateOverview Add(TemplateOverview left, TemplateOverview right) => left with
    {
        ActiveUsers = left.ActiveUsers + right.ActiveUsers,
        Seconds = left.Seconds + right.Seconds,
        SlotUsers = [.. left.SlotUsers.Zip(right.SlotUsers, (one, other) => one + other)],
    };
}
