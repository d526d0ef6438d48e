using Insights.Functions.Storage;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>How much usage reports hold at once.</summary>
public sealed class ReportAdmissionTests
{
    private const long Megabyte = 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_together_hold_no_more_than_one_alone_may()
    {
        using var admission = Admission(4);
        using var first = await admission.EnterAsync(1, Cancel);
        using var second = await admission.EnterAsync(1, Cancel);
        first.Take(3 * Megabyte);
        Assert.Throws<ReportsBusyException>(() => second.Take((1 * Megabyte) + 1));
        second.Take(Megabyte);
        first.Return(Megabyte);
        second.Take(Megabyte);
        Assert.Equal(4 * Megabyte, admission.Held);

        // Too much for anybody is told as such, whoever else is there.
        Assert.Throws<ScanTooLargeException>(() => second.Take((2 * Megabyte) + 1));
        second.Dispose();
        Assert.Equal(2 * Megabyte, admission.Held);
        first.Dispose();
        Assert.Equal(0, admission.Held);
    }

    [Fact]
    public async Task What_a_report_keeps_of_what_it_has_let_go_counts_until_it_is_made()
    {
        using var admission = Admission(4);
        var (first, second) = (await admission.EnterAsync(1, Cancel), await admission.EnterAsync(1, Cancel));
        first.Take(Megabyte);
        first.Keep(2 * Megabyte);
        first.Return(Megabyte);
        Assert.Equal(2 * Megabyte, admission.Held);
        first.Keep(3 * Megabyte);
        Assert.Throws<ReportsBusyException>(() => second.Keep(2 * Megabyte));
        Assert.Throws<ScanTooLargeException>(() => first.Keep((4 * Megabyte) + 1));
        Assert.Equal(3 * Megabyte, admission.Held);
        first.Dispose();
        second.Dispose();
        Assert.Equal(0, admission.Held);
    }

    [Fact]
    public async Task Of_large_ones_few_are_made_at_once_and_a_small_one_does_not_wait_for_them()
    {
        using var admission = Admission(4);
        var large = new List<ReportLease>();
        for (var report = 0; report < ReportAdmission.MaxLarge; report++)
        {
            large.Add(await admission.EnterAsync(ReportAdmission.Large, Cancel));
        }

        (await admission.EnterAsync(ReportAdmission.Large - 1, Cancel)).Dispose();
        var waiting = admission.EnterAsync(ReportAdmission.Large, Cancel);
        Assert.False(waiting.IsCompleted);
        large[0].Dispose();
        (await waiting).Dispose();
        large.Skip(1).ToList().ForEach(lease => lease.Dispose());
    }

    [Fact]
    public async Task What_steps_aside_goes_on_when_the_last_report_is_made()
    {
        using var admission = Admission(4);
        Assert.True(admission.Idle.IsCompleted);
        var (first, second) = (await admission.EnterAsync(1, Cancel), await admission.EnterAsync(ReportAdmission.Large, Cancel));
        var idle = admission.Idle;
        first.Dispose();
        first.Dispose();
        Assert.False(idle.IsCompleted);
        second.Dispose();
        await idle;
        Assert.True(admission.Idle.IsCompleted);
    }

    private static ReportAdmission Admission(int megabytes) => new(Microsoft.Extensions.Options.Options.Create(new StorageOptions { ReportMegabytes = megabytes }));
}
