using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Insights;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>How answers are written, to the byte.</summary>
public sealed class ApiJsonTests
{
    [Fact]
    public void Offsets_and_text_stay_as_they_are()
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(1));
        var answer = new UserReportAnswer<ActiveUser>(new(start, start.AddDays(1), [], [new([], Guid.Empty, "a<b>&'ä\"", "/é+", 60)]), Names: null);
        Assert.Equal(
            """{"report":{"start_time":"2026-11-01T00:00:00+01:00","end_time":"2026-11-02T00:00:00+01:00","template_ids":[],"users":[{"template_ids":[],"user_id":"00000000-0000-0000-0000-000000000000","username":"a<b>&'ä\"","avatar_url":"/é+","seconds":60}]}}""",
            JsonSerializer.Serialize(answer, InsightsJson.Api.UserActivityAnswer));
    }

    [Fact]
    public void An_error_has_what_there_is_to_say() => Assert.Equal(
        """{"message":"m","validations":[{"field":"f","detail":"d"}]}""",
        JsonSerializer.Serialize(new ApiError("m", Validations: [new("f", "d")]), ApiJsonContext.Api.ApiError));
}
