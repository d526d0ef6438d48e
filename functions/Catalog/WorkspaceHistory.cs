namespace Insights.Functions.Catalog;

/// <summary>
/// Which template a workspace had when, as its builds say, in whatever order they come. Of builds in a row from one template the first
/// and the last are kept: what is between them says nothing.
/// </summary>
public sealed class WorkspaceHistory
{
    /// <summary>The most turns that are kept, the newest: a workspace hardly ever changes its template at all.</summary>
    public const int MaxTurns = 64;

    /// <summary>A workspace that no build made known.</summary>
    public static readonly WorkspaceHistory Unknown = new([]);

    /// <summary>A history of turns that are kept already, the oldest first.</summary>
    public WorkspaceHistory(IReadOnlyList<WorkspaceTurn> turns) => Turns = turns;

    /// <summary>The turns, the oldest first.</summary>
    public IReadOnlyList<WorkspaceTurn> Turns { get; }

    /// <summary>The history with what more builds say; the same one where they say nothing new.</summary>
    public WorkspaceHistory With(IEnumerable<WorkspaceBuild> builds)
    {
        var known = Turns.Select(turn => turn.Order).ToHashSet();
        var all = Turns.Concat(builds.Select(WorkspaceTurn.Of).Where(turn => known.Add(turn.Order))).OrderBy(turn => turn.Order).ToArray();
        var kept = all.Where((turn, at) => !(at > 0 && at < all.Length - 1 && all[at - 1].TemplateId == turn.TemplateId && all[at + 1].TemplateId == turn.TemplateId))
            .TakeLast(MaxTurns).ToArray();
        return kept.SequenceEqual(Turns) ? this : new(kept);
    }

    /// <summary>The template at an instant; before the first build that is known, that of the first. Null where none is known.</summary>
    public Guid? TemplateAt(DateTimeOffset instant) =>
        Turns.Count == 0 ? null : (Turns.LastOrDefault(turn => turn.CreatedAt <= instant) ?? Turns[0]).TemplateId;
}
