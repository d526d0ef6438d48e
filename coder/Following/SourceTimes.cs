namespace Insights.Coder.Following;

/// <summary>How long Coder keeps and changes things.</summary>
internal static class SourceTimes
{
    /// <summary>How long before the newest half-hour that is added up reports are certain to be there: an hour less than Coder keeps them.</summary>
    public static readonly TimeSpan CertainlyKept = TimeSpan.FromHours(23);

    /// <summary>How long before the newest half-hour Coder changes what it has added up no more; it does for one to two hours.</summary>
    public static readonly TimeSpan Final = TimeSpan.FromHours(3);
}
