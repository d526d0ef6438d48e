using System.Net;
using System.Text;
using Insights.Functions.Http;
using Insights.Functions.Tests.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>How much of the bodies of requests is held at once.</summary>
public sealed class BodyAdmissionTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    private const int Whole = RequestBody.MaxLength;

    [Fact]
    public async Task What_there_is_no_room_for_is_told_to_come_again_and_nothing_else_is()
    {
        var admission = collecting.App.Services.GetRequiredService<BodyAdmission>();
        var others = new BodyLease(admission);
        others.Take(BodyAdmission.MaxHeld - Whole);
        (await SendAsync(Padded(Whole))).AssertAccepted(0);
        others.Take(1);
        var refused = (await SendAsync(Padded(Whole))).AssertError(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        (await SendAsync(Padded(Whole - 1))).AssertAccepted(0);
        (await SendAsync(Padded(1000))).AssertAccepted(0);
        others.Dispose();
        (await SendAsync(Padded(Whole))).AssertAccepted(0);
        Assert.Equal(0, admission.Held);
    }

    [Fact]
    public async Task Half_hours_count_as_well()
    {
        var admission = collecting.App.Services.GetRequiredService<BodyAdmission>();
        var session = GoodItem.With("app", "session_started_at", "\"2026-01-01T00:00:00Z\"");
        var body = Encoding.UTF8.GetBytes($$"""{"stats":[{{string.Join(',', Enumerable.Repeat(session, 10))}}]}""");
        using (var others = new BodyLease(admission))
        {
            // Ten sessions of 8,640 half-hours and some; the body itself has 3 KB.
            others.Take(BodyAdmission.MaxHeld - (10 * 8640 * 16));
            (await ApiAnswer.PostAsync(collecting.App, "app-stats", body, encoding: null)).AssertError(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(0, await CollectingApp.QueuedAsync(collecting.App));
        }

        (await ApiAnswer.PostAsync(collecting.App, "app-stats", body, encoding: null)).AssertAccepted(10);
        Assert.Equal(0, admission.Held);
        await CollectingApp.TakeAllAsync(collecting.App);
    }

    [Fact]
    public async Task Of_large_requests_few_are_worked_on_at_once_and_a_small_one_does_not_wait_for_them()
    {
        using var admission = new BodyAdmission();
        BodyLease Lease(long bytes)
        {
            var lease = new BodyLease(admission);
            lease.Take(bytes);
            return lease;
        }

        var working = Enumerable.Range(0, BodyAdmission.MaxLarge).Select(_ => Lease(BodyAdmission.Large)).ToArray();
        Assert.All(working, lease => Assert.True(lease.BeginAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully));
        using var small = Lease(BodyAdmission.Large - 1);
        Assert.True(small.BeginAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);

        using var next = Lease(BodyAdmission.Large);
        var waiting = next.BeginAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        working[0].Dispose();
        await waiting;
        Array.ForEach(working, lease => lease.Dispose());
    }

    [Fact]
    public void One_that_is_alone_is_let_in_whatever_it_needs()
    {
        using var admission = new BodyAdmission();
        using var alone = new BodyLease(admission);
        alone.Take(BodyAdmission.MaxHeld);
        alone.Take(1);
        using var other = new BodyLease(admission);
        var refusal = Assert.Throws<ApiException>(() => other.Take(1));
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refusal.StatusCode);
        alone.Dispose();
        other.Take(1);
        Assert.Equal(1, admission.Held);
    }

    [Fact]
    public async Task What_is_refused_for_any_other_reason_is_given_back()
    {
        var admission = collecting.App.Services.GetRequiredService<BodyAdmission>();
        (await SendAsync(Padded(Whole + 1))).AssertError(HttpStatusCode.RequestEntityTooLarge);
        (await SendAsync(Padded(100)[..50])).AssertError(HttpStatusCode.BadRequest);
        (await ApiAnswer.PostAsync(collecting.App, "agent-stats", Padded(100), "gzip")).AssertError(HttpStatusCode.BadRequest);
        Assert.Equal(0, admission.Held);
    }

    private Task<ApiAnswer> SendAsync(byte[] body) => ApiAnswer.PostAsync(collecting.App, "agent-stats", body, encoding: null);

    private static byte[] Padded(int length) => Encoding.UTF8.GetBytes("""{"stats":[],"padding":" """.PadRight(length - 2, 'x') + "\"}");
}
