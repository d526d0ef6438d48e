using System.Globalization;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>What looks odd and is accepted: agents and collectors are of many ages.</summary>
public sealed class AcceptedFieldsTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    [Theory]
    [InlineData("agent", "created_at", "null")]
    [InlineData("agent", "created_at", "\"2026-11-05t14:00:00z\"")]
    [InlineData("agent", "created_at", "\"2026-11-05T14:00:00.123456789123Z\"")]
    [InlineData("agent", "created_at", "\"2026-11-05T19:30:00+05:30\"")]
    [InlineData("agent", "created_at", "\"2026-11-05T14:00:00-00:00\"")]
    [InlineData("agent", "user_id", "\"AAAAAAAA-0000-4000-8000-00000000000A\"")]
    [InlineData("agent", "connection_count", "-9223372036854775808")]
    [InlineData("agent", "connection_median_latency_ms", "-1")]
    [InlineData("agent", "connection_median_latency_ms", "3.4e38")]
    [InlineData("agent", "connection_median_latency_ms", "1e-400")]
    [InlineData("agent", "session_counts", "null")]
    [InlineData("agent", "session_counts", """{"":1," VS-Code ":null,"ssh":-1}""")]
    [InlineData("agent", "a_field_of_the_future", """{"deep":[1,{"er":null}]}""")]
    [InlineData("app", "access_method", "\"subdomain\"")]
    [InlineData("app", "requests", "null")]
    [InlineData("app", "session_id", "null")]
    [InlineData("app", "session_ended_at", "\"2026-11-05T13:00:00Z\"")] // Before its start: no minutes, but no reason to lose the others.
    [InlineData("app", "session_started_at", "\"2020-01-01T00:00:00Z\"")] // What it did since usage is kept counts.
    [InlineData("agent", "a_text", "\"\\ud83d\\ude00 \\\\ud800\"")] // A whole pair, and an escaped backslash.
    [InlineData("bucket", "start_time", "\"2026-11-05T19:00:00+05:30\"")]
    [InlineData("bucket", "median_latency_ms", "null")]
    [InlineData("bucket", "median_latency_ms", "-1")]
    [InlineData("bucket", "app_usage_mins", """{"":1,"[terminal]":12,"8080":0}""")]
    [InlineData("bucket", "session_app_mins", """{"VS-Code":6,"vs_code":6}""")]
    [InlineData("build", "agents", "null")]
    [InlineData("build", "agents", """[{"id":"00000000-0000-4000-8000-000000000001","apps":[{"slug":"s","created_at":"2019-01-01T00:00:00Z"}]}]""")]
    [InlineData("build", "build_number", "2147483647")]
    [InlineData("user", "status", "\"\"")]
    [InlineData("user", "status", "\"Suspended\"")]
    [InlineData("user", "status", "\" DORMANT\\n\"")]
    [InlineData("version", "parameters", """[{"name":"p","type":"List(String) "},{"name":"q","type":""}]""")]
    [InlineData("user", "created_at", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("user", "organization_ids", "[]")]
    [InlineData("template", "organization_id", "null")]
    [InlineData("version", "parameters", """[{"name":"p","options":[{}]}]""")]
    public async Task An_odd_field_is_accepted(string kind, string field, string json) =>
        (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), GoodItem.Body(kind, GoodItem.With(kind, field, json)))).AssertAccepted(1);

    [Theory]
    [InlineData("")]
    [InlineData("\"slug_or_port\":\"\",")]
    [InlineData("\"slug_or_port\":null,")]
    public async Task A_terminal_needs_no_slug(string slug)
    {
        var item = GoodItem.With("app", "slug_or_port", "").Replace("\"path\"", "\"terminal\"", StringComparison.Ordinal);
        (await ApiAnswer.PostAsync(collecting.App, "app-stats", GoodItem.Body("app", item.Insert(1, slug)))).AssertAccepted(1);
    }

    [Theory]
    [InlineData("agent", "created_at")]
    [InlineData("app", "session_ended_at")]
    [InlineData("build", "created_at")]
    [InlineData("user", "status_changed_at")]
    [InlineData("user", "created_at")]
    [InlineData("template", "created_at")]
    public async Task A_time_is_accepted_to_ten_minutes_ahead(string kind, string field)
    {
        var time = GoodItem.Text(collecting.App.Clock.GetUtcNow().AddMinutes(10));
        (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), GoodItem.Body(kind, GoodItem.With(kind, field, time)))).AssertAccepted(1);
    }

    [Theory]
    [InlineData("agent", "created_at")]
    [InlineData("build", "created_at")]
    public async Task A_time_is_accepted_as_long_as_usage_is_kept(string kind, string field)
    {
        var time = GoodItem.Text(collecting.App.Clock.GetUtcNow().AddDays(-180).AddSeconds(15));
        (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), GoodItem.Body(kind, GoodItem.With(kind, field, time)))).AssertAccepted(1);
    }

    [Fact]
    public async Task An_app_stat_needs_no_template_once_a_build_has_made_its_workspace_known()
    {
        var workspace = string.Create(CultureInfo.InvariantCulture, $"\"{Guid.NewGuid()}\"");
        var build = GoodItem.With("build", "workspace_id", workspace);
        var session = GoodItem.With("app", "workspace_id", workspace).Replace($"\"template_id\":{GoodItem.Id},", "", StringComparison.Ordinal);
        Assert.DoesNotContain("template_id", session, StringComparison.Ordinal);
        (await ApiAnswer.PostAsync(collecting.App, "workspace-builds", GoodItem.Body("build", build))).AssertAccepted(1);
        (await ApiAnswer.PostAsync(collecting.App, "app-stats", GoodItem.Body("app", session))).AssertAccepted(1);
    }

    [Theory]
    [InlineData("agent-stats", """{"stats":[]}""")]
    [InlineData("app-stats", """{"stats":[],"unknown":1}""")]
    [InlineData("workspace-builds", """{"builds":[]}""")]
    [InlineData("catalog", """{"organizations":null,"users":[]}""")]
    [InlineData("catalog", "{}")]
    public async Task Nothing_is_accepted_as_nothing(string route, string body) =>
        (await ApiAnswer.PostAsync(collecting.App, route, body)).AssertAccepted(0);
}
