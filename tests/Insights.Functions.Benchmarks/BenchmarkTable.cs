namespace Insights.Functions.Benchmarks;

/// <summary>Prints what was measured beside its budget.</summary>
internal sealed class BenchmarkTable(TextWriter output)
{
    public void Begin(string name)
    {
        output.WriteLine();
        output.WriteLine($"| {name,-86} | {"measured",-22} | {"budget",-22} |");
        output.WriteLine($"| {new string('-', 86)} | {new string('-', 22)} | {new string('-', 22)} |");
    }

    public void Row(string what, string measured, string budget = "")
    {
        output.WriteLine($"| {what,-86} | {measured,-22} | {budget,-22} |");
        output.Flush();
    }
}
