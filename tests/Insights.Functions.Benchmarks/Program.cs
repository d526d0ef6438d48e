using Insights.Functions.Benchmarks;

// Take minutes (the part of the costs that a Coder has can be had alone), measure another process, compare levels that few use, or need PostgreSQL.
string[] onlyWhenNamed = ["costs", "coder", "memory", "privacy", "sql"];

var drivers = new (string Name, Func<BenchmarkTable, CancellationToken, Task> Run)[]
{
    ("scan", Synchronous(ScanDriver.Run)),
    ("size", Synchronous(SizeDriver.Run)),
    ("reports", ReportsDriver.RunAsync),
    ("privacy", PrivacyDriver.RunAsync),
    ("years", YearsDriver.RunAsync),
    ("backfill", BackfillDriver.RunAsync),
    ("transactions", TransactionsDriver.RunAsync),
    ("stats", StatsDriver.RunAsync),
    ("ingest", IngestDriver.RunAsync),
    ("import", ImportDriver.RunAsync),
    ("memory", MemoryDriver.RunAsync),
    ("sql", SqlDriver.RunAsync),
    ("costs", CostsDriver.RunAsync),
    ("coder", FollowedCoder.RunAsync),
};
var chosen = drivers.Where(driver => args.Length == 0 ? !onlyWhenNamed.Contains(driver.Name) : args.Contains(driver.Name)).ToArray();
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Name any of: {string.Join(", ", drivers.Select(driver => driver.Name))}; none runs all but {string.Join(" and ", onlyWhenNamed)}.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var table = new BenchmarkTable(Console.Out);
foreach (var (name, run) in chosen)
{
    table.Begin(name);
    await run(table, stop.Token);
}

// The callers are in this process too, and those of ten thousand agents hold more than the service does.
if (!chosen.Any(driver => onlyWhenNamed.Contains(driver.Name)))
{
    table.Row("peak memory of this process", $"{PeakMemory.Mebibytes()} MiB", "<= 512 MiB");
}

return 0;

static Func<BenchmarkTable, CancellationToken, Task> Synchronous(Action<BenchmarkTable> run) => (table, _) =>
{
    run(table);
    return Task.CompletedTask;
};
