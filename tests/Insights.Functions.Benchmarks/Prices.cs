namespace Insights.Functions.Benchmarks;

/// <summary>
/// List prices in US dollars: pay as you go, region East US, a StorageV2 account with local or zone redundancy, as of <see cref="Date"/>.
/// They are from public copies of the price list, not from the list itself, differ by region and change; take those of your own.
/// </summary>
internal static class Prices
{
    public const string Date = "2025-05";

    public const double TableTransaction = 0.00036 / 10_000;

    // Both classes of operations; an account of the first generation (GPv1) pays a tenth.
    public const double QueueTransaction = 0.004 / 10_000;

    // Flex Consumption, on demand, with what is free each month for a subscription.
    public const double Execution = 0.40 / 1_000_000;
    public const double FreeExecutions = 250_000;
    public const double GigabyteSecond = 0.000026;
    public const double FreeGigabyteSeconds = 100_000;
}
