namespace Insights.Functions.Benchmarks;

/// <summary>What is counted on a working day, scaled to a month and priced.</summary>
/// <param name="TableTransactions">Table transactions a month.</param>
/// <param name="QueueTransactions">Queue transactions a month.</param>
/// <param name="Executions">Executions of functions a month.</param>
/// <param name="ActiveSeconds">Seconds a month in which instances are active.</param>
internal readonly record struct MonthlyCosts(double TableTransactions, double QueueTransactions, double Executions, double ActiveSeconds)
{
    public const int WorkingDays = 22;
    public const int WorkingSeconds = 8 * 3600;

    /// <summary>The memory of an instance as infra/main.bicep has it by default, in GB.</summary>
    public const double InstanceGigabytes = 2;

    private const int DaysOfMonth = 30;

    // An instance that works is billed for a second at least.
    private const double LeastActiveSeconds = 1;

    public double GigabyteSeconds => ActiveSeconds * InstanceGigabytes;

    public double Dollars =>
        (TableTransactions * Prices.TableTransaction) + (QueueTransactions * Prices.QueueTransaction)
        + (Math.Max(0, Executions - Prices.FreeExecutions) * Prices.Execution)
        + (Math.Max(0, GigabyteSeconds - Prices.FreeGigabyteSeconds) * Prices.GigabyteSecond);

    /// <summary>
    /// The timers, working day or not: DispatchFolds every ten minutes reads an index, MeasureQueues every five minutes asks each of the
    /// eight queues for its length, DispatchPurges and TrimAccess run once a day.
    /// </summary>
    public static MonthlyCosts Timers { get; } = new(
        TableTransactions: DaysOfMonth * 144 * 2,
        QueueTransactions: DaysOfMonth * 288 * 8,
        Executions: DaysOfMonth * (144 + 288 + 2),
        ActiveSeconds: DaysOfMonth * (144 + 288 + 2) * LeastActiveSeconds);

    /// <summary>
    /// For how long an instance is active that gets <paramref name="executions"/> spread at random over a working day. Those at the same
    /// time are billed once, so it is the part of the day in which at least one runs: 1 - e^-(rate x duration).
    /// </summary>
    public static double ActiveSecondsOf(double executions, TimeSpan duration)
    {
        var billed = Math.Max(LeastActiveSeconds, duration.TotalSeconds);
        return WorkingSeconds * (1 - Math.Exp(-executions * billed / WorkingSeconds));
    }

    public static MonthlyCosts operator *(MonthlyCosts costs, double times) => new(
        costs.TableTransactions * times, costs.QueueTransactions * times, costs.Executions * times, costs.ActiveSeconds * times);

    public static MonthlyCosts operator +(MonthlyCosts a, MonthlyCosts b) => new(
        a.TableTransactions + b.TableTransactions, a.QueueTransactions + b.QueueTransactions, a.Executions + b.Executions, a.ActiveSeconds + b.ActiveSeconds);
}
