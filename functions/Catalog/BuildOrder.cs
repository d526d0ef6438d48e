namespace Insights.Functions.Catalog;

/// <summary>How recent a build is, or something that it has.</summary>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="BuildNumber">Its number in its workspace.</param>
/// <param name="BuildId">Its id.</param>
public readonly record struct BuildOrder(DateTimeOffset CreatedAt, int BuildNumber, Guid BuildId) : IComparable<BuildOrder>
{
    /// <inheritdoc/>
    public int CompareTo(BuildOrder other) =>
        CreatedAt.UtcTicks != other.CreatedAt.UtcTicks ? CreatedAt.UtcTicks.CompareTo(other.CreatedAt.UtcTicks)
        : BuildNumber != other.BuildNumber ? BuildNumber.CompareTo(other.BuildNumber)
        : BuildId.CompareTo(other.BuildId);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(BuildOrder left, BuildOrder right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(BuildOrder left, BuildOrder right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not newer.</summary>
    public static bool operator <=(BuildOrder left, BuildOrder right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not older.</summary>
    public static bool operator >=(BuildOrder left, BuildOrder right) => left.CompareTo(right) >= 0;
}
