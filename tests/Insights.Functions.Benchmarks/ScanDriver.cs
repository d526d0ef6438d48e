using System.Diagnostics;
using System.IO.Compression;
using Insights.Functions.Reports;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;

namespace Insights.Functions.Benchmarks;

/// <summary>How fast each step goes that a report takes from the bytes of sealed rows to its figures, in memory.</summary>
internal static class ScanDriver
{
    private const int Days = 30;
    private const int Templates = 10;
    private const int UsersPerTemplate = 100;
    private const int Repetitions = 7;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static void Run(BenchmarkTable table)
    {
        var random = new Random(1);
        var first = new DateOnly(2026, 10, 1);
        var templates = Enumerable.Range(0, Templates).Select(_ => (Id: Workday.NewId(random), Users: Enumerable.Range(0, UsersPerTemplate).Select(_ => Workday.NewId(random)).ToArray())).ToArray();
        var days = (from day in Enumerable.Range(0, Days)
                    from template in templates
                    select new TemplateDay(template.Id, first.AddDays(day), Workday.Settled(template.Users, first.AddDays(day), random))).ToArray();
        var encoded = days.Select(day => SegmentCodec.EncodeCompressed(day.Usage)).ToArray();
        var buckets = days.Sum(day => day.Usage.BucketCount);
        var range = new ReportRange(HalfHour.FirstOf(first), HalfHour.FirstOf(first.AddDays(Days)));
        var slots = Slots.Of(range.First.Start, range.End.Start, 1, zone: null);
        var apps = new AppDirectory([.. templates.Select(template => (template.Id, new TemplateApp("jupyter", "Jupyter", "")))]);
        table.Row("buckets (one core: DOTNET_PROCESSOR_COUNT=1)", $"{buckets:N0}, {Environment.ProcessorCount} cores");
        Measure(table, "decode sealed segments", buckets, () => Array.ConvertAll(encoded, bytes => SegmentCodec.Decode(bytes)), "");
        TemplateDay[] dense = [.. days.Select(day => new TemplateDay(day.Template, day.Day, DenseSegment.Of(day.Usage)))];
        table.Row("bytes a bucket: sealed row, memory, memory for the scan", $"{encoded.Sum(bytes => (double)bytes.Length) / buckets:0.0}, {dense.Sum(day => (double)day.MemorySize) / buckets:0.0}, {days.Sum(day => (double)day.MemorySize) / buckets:0.0}");
        Measure(table, "  of which Brotli", buckets, () => Array.ConvertAll(encoded, Decompress), "");
        Measure(table, "pack for memory", buckets, () => Array.ConvertAll(days, day => DenseSegment.Of(day.Usage)), "");
        Measure(table, "unpack for the scan", buckets, () => Array.ConvertAll(dense, day => day.Usage.BucketCount), "");
        Measure(table, "templates report with daily intervals, from memory", buckets, () => TemplatesReport.Of(dense, range, apps, slots));
        Measure(table, "user activity, from memory", buckets, () => ActivityReport.Of(dense, range));
        Measure(table, "user latency, from memory", buckets, () => LatencyReport.Of(dense, range));
        Measure(table, "all three in one scan, from memory", buckets, () =>
        {
            var scan = new ReportScan();
            TemplatesReport.In(scan, range, apps, slots);
            ActivityReport.In(scan, range);
            LatencyReport.In(scan, range);
            scan.Run(dense);
            return scan;
        });
        Measure(table, "templates report with daily intervals, decoded", buckets, () => TemplatesReport.Of(days, range, apps, slots));
        Measure(table, "user activity, decoded", buckets, () => ActivityReport.Of(days, range));
        Measure(table, "user latency, decoded", buckets, () => LatencyReport.Of(days, range));
        Measure(
            table,
            "user activity, encoded",
            buckets,
            () => ActivityReport.Of(encoded.Zip(days, (bytes, day) => new TemplateDay(day.Template, day.Day, SegmentCodec.Decode(bytes))), range));
    }

    private static int Decompress(byte[] row)
    {
        // Version, flags and the length before; the checksum after.
        var length = SegmentCodec.RawLengthOf(row);
        var at = 2 + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 3);
        var room = new byte[length];
        return BrotliDecoder.TryDecompress(row.AsSpan(at, row.Length - at - 4), room, out var written) ? written : throw new InvalidOperationException("No row.");
    }

    private static void Measure<T>(BenchmarkTable table, string what, int buckets, Func<T> run, string budget = ">= 10 M/s")
    {
        // Until the code is compiled as it is in a process that has run for a while.
        for (var warming = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warming) < WarmUp;)
        {
            run();
        }

        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        table.Row(what, $"{buckets / best.TotalSeconds / 1e6:0.0} M buckets/s ({best.TotalNanoseconds / buckets:0} ns)", budget);
    }
}
