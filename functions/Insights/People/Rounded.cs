namespace Insights.Functions.Insights.People;

/// <summary>Figures that are no counts, as they are answered: to four decimals.</summary>
internal static class Rounded
{
    private const int Decimals = 4;

    public static double Of(double figure) => Math.Round(figure, Decimals, MidpointRounding.AwayFromZero);

    public static double? Of(double? figure) => figure is { } known ? Of(known) : null;

    /// <summary>A part of a whole; null of none.</summary>
    public static double? Share(long part, long whole) => whole == 0 ? null : Of((double)part / whole);
}
