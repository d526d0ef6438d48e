using System.Net;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Which queries are answered and which are refused, and in which words. The clock reads 2026-11-05T14:20Z.</summary>
public sealed class QueryValidationTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    private const string InvalidValues = "Query parameters have invalid values.";
    private const string InvalidValue = "Query parameter has invalid value.";
    private const string Day = "start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z";

    private static readonly string[] Reports = ["templates", "user-activity", "user-latency"];

    /// <summary>The reports that look back from the period, or ahead of it, have no time for that at the ends of the calendar.</summary>
    [Theory]
    [InlineData("support")]
    [InlineData("adoption")]
    [InlineData("utilization")]
    [InlineData("concurrency")]
    [InlineData("trends")]
    [InlineData("people")]
    [InlineData("dashboard")]
    public async Task A_period_of_before_anything_was_is_answered(string report)
    {
        foreach (var period in (string[])["start_time=0002-01-02T00:00:00Z&end_time=0010-03-02T00:00:00Z", "start_time=0002-01-02T00:00:00%2B14:00&end_time=0002-01-05T00:00:00%2B14:00"])
        {
            (await ApiAnswer.GetAsync(collecting.App, $"/api/v2/insights/{report}?{period}")).AssertStatus(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("", "start_time", "end_time")]
    [InlineData("start_time=&end_time=", "start_time", "end_time")]
    [InlineData("end_time=2026-11-02T00:00:00Z", "start_time")]
    [InlineData("start_time=2026-11-01T00:00:00Z&end_time", "end_time")]
    [InlineData($"{Day}&template_ids=x", "template_ids")]
    [InlineData($"{Day}&template_ids=,", "template_ids", "template_ids")]
    [InlineData($"{Day}&template_ids=00000000-0000-4000-8000-000000000001,00000000000040008000000000000001", "template_ids")]
    [InlineData($"{Day}&start_time=2026-11-01T00:00:00Z", "start_time")]
    [InlineData($"{Day}&template_ids=&template_ids=", "template_ids")]
    [InlineData($"{Day}&Template_IDs=", "Template_IDs")]
    [InlineData($"{Day}&tz_offset=1", "tz_offset")]
    [InlineData($"{Day}&b=1&a=2&b=3", "a", "b")]
    [InlineData($"{Day}&token=secret", "token")]
    [InlineData("end_time=&zebra=1&template_ids=x", "start_time", "end_time", "template_ids", "zebra")]
    public async Task Every_parameter_that_cannot_be_read_is_named(string query, params string[] fields)
    {
        foreach (var report in Reports)
        {
            await AssertRefusedAsync($"insights/{report}?{query}", InvalidValues, fields);
        }
    }

    [Theory]
    [InlineData("2026-11-01", "2026-11-02T00:00:00Z", "start_time")]
    [InlineData("2026-11-01T00:00:00", "2026-11-02T00:00:00Z", "start_time")]
    [InlineData("2026-11-01T00:00:00Z", "tomorrow", "end_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-31T00:00:00Z", "end_time")]
    [InlineData("2026-11-01T00:00:00 01:00", "2026-11-02T00:00:00Z", "start_time")] // A + that was not escaped.
    [InlineData("0001-01-01T00:00:00Z", "2026-11-02T00:00:00Z", "start_time")]
    [InlineData("2026-11-01T00:00:00Z", "0001-01-01T00:00:00Z", "end_time")]
    [InlineData("2026-11-06T00:00:00Z", "2026-11-06T00:00:00Z", "start_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-06T00:00:00Z", "end_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T16:00:00Z", "end_time")] // The hour after the next one.
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T01:00:00+10:00", "end_time")] // There it is the 6th already.
    [InlineData("2026-11-01T01:00:00Z", "2026-11-02T00:00:00Z", "start_time")]
    [InlineData("2026-11-05T13:00:00Z", "2026-11-05T14:00:00Z", "start_time")] // Only an end may be an hour of today.
    [InlineData("2026-11-01T00:00:00.5Z", "2026-11-02T00:00:00Z", "start_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z", "end_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T14:20:00Z", "end_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T14:00:01Z", "end_time")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T14:00:00.1Z", "end_time")]
    [InlineData("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z", "end_time")]
    [InlineData("2026-11-02T00:00:00Z", "2026-11-02T00:00:00+01:00", "end_time")]
    public async Task A_time_that_does_not_fit_is_named(string start, string end, string field)
    {
        foreach (var report in Reports)
        {
            await AssertRefusedAsync($"insights/{report}?{Period(start, end)}", InvalidValue, [field]);
        }
    }

    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T00:00:00Z")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T09:00:00Z")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-05T15:00:00Z")] // The next full hour.
    [InlineData("2026-11-01T00:00:00-08:00", "2026-11-05T06:00:00-08:00")]
    [InlineData("2026-11-01T00:00:00+05:30", "2026-11-05T20:00:00+05:30")] // Full hours of its own offset, in which it is 19:50.
    [InlineData("2026-11-06T00:00:00+14:00", "2026-11-06T05:00:00+14:00")] // There it is the 6th.
    [InlineData("2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    public async Task A_period_is_answered_with_the_offsets_it_was_asked_with(string start, string end)
    {
        foreach (var report in Reports)
        {
            var answer = (await collecting.App.GetAsync($"/api/v2/insights/{report}?{Period(start, end)}"))["report"]!;
            Assert.Equal((start, end), (answer["start_time"]!.GetValue<string>(), answer["end_time"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("interval=hour", "interval")]
    [InlineData("interval=Day", "interval")]
    [InlineData("interval=day,week", "interval")]
    [InlineData("sections=x", "sections")]
    [InlineData("sections=report,", "sections")]
    [InlineData("sections=interval_reports,Report", "sections")]
    public async Task An_unknown_interval_or_section_is_named(string query, string field) =>
        await AssertRefusedAsync($"insights/templates?{Day}&{query}", InvalidValue, [field]);

    [Theory]
    [InlineData("interval=week&interval=week", "interval")]
    [InlineData("timezone=Europe/Atlantis", "timezone")]
    [InlineData("timezone=W.%20Europe%20Standard%20Time", "timezone")]
    [InlineData("timezone=../../etc/passwd", "timezone")]
    public async Task A_parameter_of_the_templates_report_that_cannot_be_read_is_named(string query, string field) =>
        await AssertRefusedAsync($"insights/templates?{Day}&{query}", InvalidValues, [field]);

    [Theory]
    [InlineData("", "report")]
    [InlineData("sections=", "report")]
    [InlineData("sections=report", "report")]
    [InlineData("sections=interval_reports", "")]
    [InlineData("interval=day", "report,interval_reports")]
    [InlineData("interval=day&sections=report", "report")]
    [InlineData("interval=day&sections=interval_reports", "interval_reports")]
    [InlineData("interval=day&sections=interval_reports,report", "report,interval_reports")]
    [InlineData("interval=day&sections=report,%20interval_reports", "report,interval_reports")]
    public async Task The_sections_asked_for_are_answered_and_no_others(string query, string sections)
    {
        var answer = await collecting.App.GetAsync($"/api/v2/insights/templates?{Day}&{query}");
        Assert.Equal(sections, string.Join(',', answer.AsObject().Select(section => section.Key)));
    }

    [Theory]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-06T00:00:00Z", -1)]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-07T00:00:00Z", 1)] // Six days.
    [InlineData("2026-10-01T00:00:00Z", "2026-10-13T00:00:00Z", -1)]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-14T00:00:00Z", 2)]
    [InlineData("2026-03-24T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 1)] // Six days of which one has 23 hours.
    [InlineData("2026-03-24T00:00:00+01:00", "2026-03-29T00:00:00+01:00", -1)]
    [InlineData("2026-03-24T00:00:00+02:00", "2026-03-29T00:00:00+01:00", -1)] // Five days and an hour.
    [InlineData("2026-10-20T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 1)] // Six days of which one has 25.
    [InlineData("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", 0)]
    public async Task The_last_week_has_six_days_at_least(string start, string end, int weeks)
    {
        var query = $"insights/templates?{Period(start, end)}&interval=week";
        if (weeks < 0)
        {
            await AssertRefusedAsync(query, InvalidValue, ["interval"]);
        }
        else
        {
            // Of an empty period there are none, and so no list of them.
            Assert.Equal(weeks, (await collecting.App.GetAsync($"/api/v2/{query}"))["interval_reports"]?.AsArray().Count ?? 0);
        }
    }

    [Theory]
    [InlineData("tz_offset=x", "tz_offset")]
    [InlineData("tz_offset=1.5", "tz_offset")]
    [InlineData("tz_offset=15", "tz_offset")]
    [InlineData("tz_offset=-15", "tz_offset")]
    [InlineData("tz_offset=99999999999", "tz_offset")]
    [InlineData("tz_offset=1&tz_offset=1", "tz_offset")]
    [InlineData("timezone=Mars", "timezone")]
    [InlineData("tz_offset=1&timezone=Europe/Berlin", "timezone")]
    [InlineData("start_time=2026-11-01T00:00:00Z", "start_time")]
    [InlineData("tz_offset=x&timezone=y&z=", "tz_offset", "timezone", "z")]
    public async Task A_calendar_that_cannot_be_read_is_named(string query, params string[] fields)
    {
        foreach (var path in (string[])["insights/daus", "insights/user-status-counts", $"templates/{Guid.Empty}/daus"])
        {
            await AssertRefusedAsync($"{path}?{query}", InvalidValues, fields);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("-86400")]
    [InlineData("59")]
    [InlineData("5184001")]
    [InlineData("99999999999")]
    public async Task A_step_of_status_counts_that_does_not_fit_is_named(string interval) =>
        await AssertRefusedAsync($"insights/user-status-counts?interval={interval}", InvalidValues, ["interval"]);

    [Theory]
    [InlineData("x")]
    [InlineData("00000000000040008000000000000001")]
    public async Task A_template_that_is_no_id_is_named(string template) =>
        (await ApiAnswer.GetAsync(collecting.App, $"/api/v2/templates/{template}/daus")).AssertError(HttpStatusCode.BadRequest, "template");

    [Fact]
    public async Task A_template_that_nobody_mentioned_is_not_found_in_the_words_of_Coder() => Assert.Equal(
        "Resource not found or you do not have access to this resource",
        (await ApiAnswer.GetAsync(collecting.App, $"/api/v2/templates/{Guid.NewGuid()}/daus")).AssertError(HttpStatusCode.NotFound).Message);

    private static string Period(string start, string end) => $"start_time={Uri.EscapeDataString(start)}&end_time={Uri.EscapeDataString(end)}";

    private async Task AssertRefusedAsync(string query, string message, string[] fields) => Assert.Equal(
        message, (await ApiAnswer.GetAsync(collecting.App, $"/api/v2/{query}")).AssertError(HttpStatusCode.BadRequest, fields).Message);
}
