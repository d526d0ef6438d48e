using System.Diagnostics;

namespace Insights.Functions.Benchmarks;

/// <summary>How much memory this process has had resident at most.</summary>
internal static class PeakMemory
{
    public static long Mebibytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024 * 1024);
    }
}
