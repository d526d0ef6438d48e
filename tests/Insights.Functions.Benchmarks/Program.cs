using Insights.Functions.Benchmarks;

// Takes five minutes.
const string Costs = "costs";

// Needs PostgreSQL.
const string Sql = "sql";

var drivers = new (string Name, Func<BenchmarkTable, CancellationToken, Task> Run)[]
{
    ("scan", Synchronous(ScanDriver.Run)),
    ("size", Synchronous(SizeDriver.Run)),
    ("reports", ReportsDriver.RunAsync),
    ("years", YearsDriver.RunAsync),
    ("backfill", BackfillDriver.RunAsync),
    ("transactions", TransactionsDriver.RunAsync),
    ("ingest", IngestDriver.RunAsync),
    ("import", ImportDriver.RunAsync),
    (Sql, SqlDriver.RunAsync),
    (Costs, CostsDriver.RunAsync),
};
var chosen = drivers.Where(driver => args.Length == 0 ? driver.Name is not (Costs or Sql) : args.Contains(driver.Name)).ToArray();
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Name any of: {string.Join(", ", drivers.Select(driver => driver.Name))}; none runs all but {Costs} and {Sql}.");
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
if (chosen.All(driver => driver.Name != Costs))
{
    table.Row("peak memory of this process", $"{PeakMemory.Mebibytes()} MiB", "<= 512 MiB");
}

return 0;

static Func<BenchmarkTable, CancellationToken, Task> Synchronous(Action<BenchmarkTable> run) => (table, _) =>
{
    run(table);
    return Task.CompletedTask;
};
