using Azure;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>What becomes of what a function throws.</summary>
public sealed class RequestMiddlewareTests
{
    private static readonly Outage Storage = new("Storage", StorageFailure.Is);

    [Fact]
    public async Task A_client_that_has_gone_gets_no_answer_and_leaves_no_error()
    {
        foreach (var thrown in (Exception[])[new OperationCanceledException(), new TaskCanceledException(), new IOException("The client reset the stream.")])
        {
            var (status, retryAfter, logged) = await AnswerAsync(thrown, clientGone: true, stopping: true);
            Assert.Null(status);
            Assert.Equal("", retryAfter);
            Assert.Empty(logged);
        }
    }

    [Fact]
    public async Task A_request_that_ends_with_the_host_may_be_sent_again()
    {
        var (status, retryAfter, logged) = await AnswerAsync(new OperationCanceledException(), clientGone: false, stopping: true);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, status);
        Assert.Equal("2", retryAfter);
        Assert.Empty(logged);
    }

    [Fact]
    public async Task A_failure_of_storage_is_a_warning_and_may_be_sent_again()
    {
        foreach (var thrown in (Exception[])[new RequestFailedException(503, "busy"), new TaskCanceledException("timeout")])
        {
            var (status, retryAfter, logged) = await AnswerAsync(thrown, clientGone: false, stopping: false);
            Assert.Equal(StatusCodes.Status503ServiceUnavailable, status);
            Assert.Equal("2", retryAfter);
            Assert.Equal([LogLevel.Warning], logged);
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_an_error()
    {
        foreach (var thrown in (Exception[])[new RequestFailedException(400, "bad"), new OperationCanceledException(), new IOException(), new InvalidOperationException()])
        {
            var (status, retryAfter, logged) = await AnswerAsync(thrown, clientGone: false, stopping: false);
            Assert.Equal(StatusCodes.Status500InternalServerError, status);
            Assert.Equal("", retryAfter);
            Assert.Equal([LogLevel.Error], logged);
        }
    }

    [Fact]
    public async Task An_answer_is_dated_by_the_clock_of_the_service()
    {
        var http = new DefaultHttpContext();
        var clock = new ShiftedClock(new DateTimeOffset(2026, 11, 18, 14, 20, 0, 500, TimeSpan.Zero));
        await new RequestMiddleware(new OperationTable([]), [], new BodyAdmission(), clock, new LevelLog()).Invoke(new FakeInvocation(http, CancellationToken.None), _ => Task.CompletedTask);
        Assert.StartsWith("Wed, 18 Nov 2026 14:20:", http.Response.Headers.Date.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int? Status, string RetryAfter, List<LogLevel> Logged)> AnswerAsync(Exception thrown, bool clientGone, bool stopping)
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(clientGone) };
        var invocation = new FakeInvocation(http, new CancellationToken(stopping));
        var log = new LevelLog();
        await new RequestMiddleware(new OperationTable([]), [Storage], new BodyAdmission(), TimeProvider.System, log).Invoke(invocation, _ => Task.FromException(thrown));
        if (invocation.Result is not IResult result)
        {
            return (null, http.Response.Headers.RetryAfter.ToString(), log.Levels);
        }

        http.RequestAborted = CancellationToken.None;
        await result.ExecuteAsync(http);
        return (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString(), log.Levels);
    }

    private sealed class LevelLog : ILogger<RequestMiddleware>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel);
    }
}
