using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// What the worker itself does with agent stats: the function of the genuine composition is called in this process, without HTTP before it,
/// and answers when a local Azurite has taken the messages. And what a stat allocates on the way, as BenchmarkDotNet counts it.
/// </summary>
internal static class StatsDriver
{
    private const int Callers = 4;
    private const int Stats = 600_000;
    private const int Bodies = 20;
    private const int WarmUps = 600;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        foreach (var (perRequest, aim) in new[] { (1000, 150_000), (10_000, 300_000) })
        {
            await MeasureAsync(table, perRequest, aim, cancellationToken);
        }

        Allocations(table);
    }

    private static async Task MeasureAsync(BenchmarkTable table, int perRequest, int aim, CancellationToken cancellationToken)
    {
        // Nothing takes the messages: only what takes the stats is measured.
        await using var service = await LocalService.StartAsync(
            cancellationToken, [.. ((string[])["AppendUsage", "FoldUsage", "PurgeTemplate", "EraseUser"]).Select(function => ($"AzureWebJobs.{function}.Disabled", "true"))]);
        var function = ActivatorUtilities.CreateInstance<AgentStatsFunction>(service.Services);
        var admission = service.Services.GetRequiredService<BodyAdmission>();
        var random = new Random(1);
        var bodies = Enumerable.Range(0, Bodies).Select(_ => StatBodies.Of(perRequest, service.Clock.Now, random)).ToArray();
        await PostAsync(WarmUps);
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated, begin) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        await PostAsync(Stats / perRequest);
        var elapsed = Stopwatch.GetElapsedTime(begin);
        process.Refresh();
        var work = (process.TotalProcessorTime - cpu).TotalSeconds;
        table.Row(
            $"stats through the function to the queue, {perRequest:N0} a request ({Stats / work:N0} a second of CPU, {(GC.GetTotalAllocatedBytes() - allocated) / Stats:N0} B a stat)",
            $"{Stats / elapsed.TotalSeconds:N0}/s",
            $">= {aim:N0}/s");

        Task PostAsync(int requests) => Parallel.ForEachAsync(
            Enumerable.Range(0, requests),
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
            async (request, cancel) =>
            {
                using var lease = admission.Enter();
                var context = new DefaultHttpContext { RequestServices = service.Services };
                context.Features.Set(lease);
                context.Request.Body = new MemoryStream(bodies[request % bodies.Length], writable: false);
                await function.IngestAgentStats(context.Request, cancel);
            });
    }

    private static void Allocations(BenchmarkTable table)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.DontLogOutput))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableLogFile);
        foreach (var report in BenchmarkRunner.Run<AgentStatPacking>(config).Reports)
        {
            var stats = (int)report.BenchmarkCase.Parameters["Stats"];
            var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
            table.Row(
                $"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}, {stats:N0} stats",
                $"{report.ResultStatistics!.Median / stats:N0} ns, {(double)allocated / stats:N0} B a stat");
        }
    }
}
