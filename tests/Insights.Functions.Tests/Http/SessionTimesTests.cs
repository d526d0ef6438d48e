using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Which part of a session in an app is taken.</summary>
public sealed class SessionTimesTests
{
    private const string Id = "00000000-0000-4000-8000-000000000001";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    [Fact]
    public void A_session_that_is_longer_than_usage_is_kept_counts_from_then_on()
    {
        var session = Read("2020-01-01T00:00:00Z", "2026-11-05T14:20:00Z", out var errors);
        Assert.Empty(errors);
        Assert.Equal((Now.AddDays(-180), Now), (session.Start, session.End));
        var minutes = AppStats.MinutesOf([session], one => one.Template!.Value).ToArray();
        Assert.Equal((HalfHour.Of(Now.AddDays(-180)), HalfHour.Of(Now)), (minutes[0].HalfHour, minutes[^1].HalfHour));
    }

    [Theory]
    [InlineData("2026-11-05T14:00:00Z", "0001-01-01T00:00:00Z", "stats[0].session_ended_at")]
    [InlineData("0001-01-01T00:00:00Z", "2026-11-05T14:00:00Z", "stats[0].session_started_at")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "stats[0].session_started_at", "stats[0].session_ended_at")]
    [InlineData("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z", "stats[0].session_ended_at")]
    [InlineData("2026-11-05T14:00:00Z", "2026-11-05T14:31:00Z", "stats[0].session_ended_at")]
    public void A_session_that_ended_at_no_possible_time_or_started_at_none_is_refused(string start, string end, params string[] fields)
    {
        Read(start, end, out var errors);
        Assert.Equal(fields, errors.Select(error => error.Field));
    }

    private static AppSession Read(string start, string end, out IReadOnlyList<FieldError> errors)
    {
        var body = JsonDocument.Parse($$"""
            {"stats":[{"user_id":"{{Id}}","workspace_id":"{{Id}}","template_id":"{{Id}}","access_method":"path","slug_or_port":"code",
            "session_started_at":"{{start}}","session_ended_at":"{{end}}"}]}
            """);
        var validation = new Validation();
        var session = Assert.Single(AppStats.Read(body.RootElement, new EventTime(Now, TimeSpan.FromDays(180)), validation));
        errors = Record.Exception(() => validation.ThrowIfInvalid("x")) is ApiException refusal ? refusal.Error.Validations! : [];
        return session;
    }
}
