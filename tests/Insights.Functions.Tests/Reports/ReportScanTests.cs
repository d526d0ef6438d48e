using CsCheck;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Connection;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>Reports that are made together, of windows of days, are those that are made one by one of all days at once.</summary>
public sealed class ReportScanTests
{
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly Guid[] Templates = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]), new(3, 0, 0, new byte[8])];

    [Fact]
    public void Reports_of_some_half_hours_are_made_apart_and_where_there_are_none_the_scan_is_the_same()
    {
        var random = new Random(1);
        Guid[] users = [.. Enumerable.Range(0, 5).Select(_ => Workday.NewId(random))];
        TemplateDay[] usage = [.. Enumerable.Range(0, 4).Select(day => new TemplateDay(Templates[0], First.AddDays(day), Workday.Settled(users, First.AddDays(day), random)))];
        var (early, late) = (RangeOf(0, 0, 2, 0), RangeOf(2, 0, 4, 0));
        var scan = new ReportScan();
        var (before, after) = (ActivityReport.In(scan, early), ActivityReport.In(scan, late));
        Assert.Equal((scan, null), scan.SplitBy(_ => false));

        var (others, some) = scan.SplitBy(range => range.First < late.First);
        Assert.Equal((late, early), (others.Range, some!.Range));
        others.Run([.. usage.Where(day => day.Day >= First.AddDays(2))]);
        some.Run([.. usage.Where(day => day.Day < First.AddDays(2))]);
        Assert.Equal(ActivityReport.Of(usage, early).Users.Select(user => (user.UserId, user.Seconds)), before.Value.Users.Select(user => (user.UserId, user.Seconds)));
        Assert.Equal(ActivityReport.Of(usage, late).Users.Select(user => (user.UserId, user.Seconds)), after.Value.Users.Select(user => (user.UserId, user.Seconds)));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(300, 1)]
    [InlineData(300, 3)]
    [InlineData(1500, 2)]
    public async Task Windows_and_companions_change_no_figure(int userCount, int daysOfWindow)
    {
        const int Days = 6;
        var random = new Random(userCount);
        var users = Enumerable.Range(0, userCount).Select(_ => Workday.NewId(random)).ToArray();
        Guid[] leftOut = [.. users.Where(_ => random.Next(10) == 0).Order()];
        TemplateDay[] usage =
        [
            .. from day in Enumerable.Range(0, Days)
               from template in Templates.SkipLast(1)
               select new TemplateDay(template, First.AddDays(day), Workday.Settled(users.Where(_ => random.Next(3) > 0), First.AddDays(day), random)) { LeftOut = leftOut },
        ];
        var (whole, part) = (RangeOf(0, 9, Days, 0), RangeOf(2, 11, 4, 13));
        var slots = Slots.Of(whole.First.Start, whole.End.Start, 2, zone: null);
        var apps = new AppDirectory([.. Templates.Select(template => (template, new TemplateApp("jupyter", "Jupyter", "")))]);

        var scan = new ReportScan();
        var templates = TemplatesReport.In(scan, whole, apps, slots);
        var activity = ActivityReport.In(scan, whole);
        var latency = LatencyReport.In(scan, part);
        var overview = OverviewReport.In(scan, part, slots);
        var active = ActiveUsersReport.In(scan, whole, slots);
        Assert.Equal(whole, scan.Range);
        await scan.RunAsync(Templates, WindowsAsync(usage, daysOfWindow), _ => { }, TestContext.Current.CancellationToken);

        // A window of a year ahead of all others, with nobody in it, changes nothing either.
        var late = new ReportScan();
        var lateActivity = ActivityReport.In(late, whole);
        await late.RunAsync(Templates, WindowsAsync([new TemplateDay(Templates[2], First.AddDays(-1), UsageSegment.Empty), .. usage], daysOfWindow), _ => { }, TestContext.Current.CancellationToken);

        Assert.Equivalent(TemplatesReport.Of(usage, whole, apps, slots), templates.Value, strict: true);
        Assert.Equivalent(ActivityReport.Of(usage, whole), activity.Value, strict: true);
        Assert.Equivalent(ActivityReport.Of(usage, whole), lateActivity.Value, strict: true);
        Assert.Equivalent(LatencyReport.Of(usage, part), latency.Value, strict: true);
        Assert.Equivalent(OverviewReport.Of(usage, part, slots), overview.Value, strict: true);
        Assert.Equivalent(ActiveUsersReport.Of(usage, whole, slots), active.Value, strict: true);
        Assert.True(activity.Value.Users.Count > 0 && latency.Value.Users.Count < activity.Value.Users.Count + 1);
    }

    [Fact]
    public void Days_that_no_report_needs_are_in_no_stretch_and_no_day_is_in_two()
    {
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 47], Gen.Int[0, 6], Gen.Int[0, 47]).Array[0, 6].Sample(
            some =>
            {
                var ranges = Array.ConvertAll(some, one => RangeOf(one.Item1, one.Item2, one.Item1 + one.Item3, one.Item4));
                var scan = new ReportScan();
                foreach (var range in ranges)
                {
                    ActivityReport.In(scan, range);
                }

                var days = scan.Stretches.SelectMany(DaysOf).ToArray();
                Assert.Equal(ranges.Where(range => !range.IsEmpty).SelectMany(DaysOf).Distinct().Order(), days);
                Assert.All(ranges.Where(range => !range.IsEmpty), range =>
                    Assert.Contains(scan.Stretches, stretch => stretch.First <= range.First && stretch.End >= range.End));
            },
            iter: 1000,
            threads: 1);

        static IEnumerable<DateOnly> DaysOf(ReportRange range) =>
            Enumerable.Range(range.First.Day.DayNumber, new HalfHour(range.End.Number - 1).Day.DayNumber - range.First.Day.DayNumber + 1).Select(DateOnly.FromDayNumber);
    }

    [Fact]
    public async Task What_memory_keeps_is_scanned_as_what_it_was_made_of()
    {
        var random = new Random(7);
        var users = Enumerable.Range(0, 400).Select(_ => Workday.NewId(random)).ToArray();
        var usage = (from template in Templates
                     select new TemplateDay(template, First, Workday.Settled(users.Where(_ => random.Next(2) > 0), First, random)) { LeftOut = [users.Min()] }).ToArray();
        TemplateDay[] dense = [.. usage.Select(day => new TemplateDay(day.Template, day.Day, DenseSegment.Of(day.Usage)) { LeftOut = day.LeftOut })];
        var range = RangeOf(0, 10, 0, 20);
        var slots = Slots.Of(range.First.Start, range.End.Start, 1, zone: null);
        var apps = new AppDirectory([.. Templates.Select(template => (template, new TemplateApp("grafana", "Grafana", "")))]);
        Assert.Equivalent(TemplatesReport.Of(usage, range, apps, slots), TemplatesReport.Of(dense, range, apps, slots), strict: true);
        Assert.Equivalent(ActivityReport.Of(usage, range), ActivityReport.Of(dense, range), strict: true);
        Assert.Equivalent(LatencyReport.Of(usage, range), LatencyReport.Of(dense, range), strict: true);

        // The templates of no report at all.
        var none = new ReportScan();
        var nobody = ActivityReport.In(none, range);
        await none.RunAsync(Templates, WindowsAsync([], 1), _ => { }, TestContext.Current.CancellationToken);
        Assert.Empty(nobody.Value.Users);
    }

    [Fact]
    public async Task What_reports_keep_of_each_bucket_is_told_after_each_window_and_may_end_the_scan()
    {
        const int Days = 6;
        var random = new Random(11);
        var users = Enumerable.Range(0, 50).Select(_ => Workday.NewId(random)).ToArray();
        TemplateDay[] usage = [.. Enumerable.Range(0, Days).Select(day => new TemplateDay(Templates[0], First.AddDays(day), Workday.Settled(users, First.AddDays(day), random)))];
        var range = RangeOf(0, 0, Days, 0);
        var buckets = usage.Select(day => day.BucketCount).ToArray();
        foreach (var (add, bytesOfBucket) in Reports())
        {
            var kept = new List<long>();
            var scan = new ReportScan();
            add(scan);
            await scan.RunAsync(Templates, WindowsAsync(usage, 1), kept.Add, TestContext.Current.CancellationToken);
            Assert.Equal(usage.Length, kept.Count);
            Assert.All(kept, (bytes, day) => Assert.InRange(bytes, buckets[..(day + 1)].Sum() * (long)bytesOfBucket / 2, buckets[..(day + 1)].Sum() * 6L * bytesOfBucket));
        }

        var refused = new ReportScan();
        LatencyReport.In(refused, range);
        await Assert.ThrowsAsync<ScanTooLargeException>(() => refused.RunAsync(
            Templates, WindowsAsync(usage, 1), bytes => throw new ScanTooLargeException(1), TestContext.Current.CancellationToken));

        // What a value takes at least.
        (Action<ReportScan> Add, int BytesOfBucket)[] Reports() =>
        [
            (scan => LatencyReport.In(scan, range), sizeof(float)),
            (scan => ConnectionReport.In(scan, range, [], TimeZoneInfo.Utc, _ => null), sizeof(float) + sizeof(byte)),
        ];
    }

    [Fact]
    public void A_report_is_not_there_before_its_scan_has_run() =>
        Assert.Throws<InvalidOperationException>(() => ActivityReport.In(new ReportScan(), RangeOf(0, 0, 1, 0)).Value);

    [Fact]
    public void Percentiles_without_sorting_are_those_of_the_sorted_values() =>
        Gen.OneOf(Gen.Float[1f, 1.5f], Gen.Float[0.001f, 5000f], Gen.Const(12.5f)).Array[1, 3000].Sample(values =>
        {
            float[] sorted = [.. values.Order()];
            Assert.Equal((Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.95)), Percentile.OfUnsorted(values));
        });

    private static ReportRange RangeOf(int day, int hour, int endDay, int endHour) =>
        ReportRange.Between(HalfHour.FirstOf(First.AddDays(day)).Start.AddHours(hour), HalfHour.FirstOf(First.AddDays(endDay)).Start.AddHours(endHour));

    private static async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(IEnumerable<TemplateDay> usage, int days)
    {
        await Task.CompletedTask;
        foreach (var window in usage.GroupBy(day => (day.Day.DayNumber - First.DayNumber + days) / days))
        {
            yield return [.. window.Reverse()];
        }
    }
}
