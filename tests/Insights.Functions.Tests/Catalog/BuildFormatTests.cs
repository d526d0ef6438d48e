using System.Text;
using System.Text.Json;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>A stored build is a contract: these literals must never change.</summary>
public sealed class BuildFormatTests
{
    private const string Old = """
        {"id":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","workspace_id":"11111111-2222-3333-4444-555555555555","workspace_name":"dev","owner_id":"22222222-2222-3333-4444-555555555555","template_id":"33333333-2222-3333-4444-555555555555","template_version_id":"44444444-2222-3333-4444-555555555555","build_number":7,"created_at":"2026-11-05T14:20:00.123456+00:00","parameters":[{"name":"cpu","value":"8"}],"agents":[]}
        """;

    private const string Full = """
        {"id":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","workspace_id":"11111111-2222-3333-4444-555555555555","workspace_name":"dev","owner_id":"22222222-2222-3333-4444-555555555555","template_id":"33333333-2222-3333-4444-555555555555","template_version_id":"44444444-2222-3333-4444-555555555555","build_number":7,"created_at":"2026-11-05T14:20:00.123456+00:00","parameters":[{"name":"cpu","value":"8"}],"agents":[],"transition":"stop","job_status":"succeeded","completed_at":"2026-11-05T14:21:00+00:00","daily_cost":40}
        """;

    [Fact]
    public void A_build_of_an_earlier_release_says_nothing_of_what_it_does_and_is_written_as_it_was()
    {
        var build = JsonSerializer.Deserialize(Old, CatalogJson.Default.WorkspaceBuild)!;
        Assert.Equal((null, null, null, null), (build.Transition, build.JobStatus, build.CompletedAt, build.DailyCost));
        Assert.Equal(Old.Trim(), Written(build));
    }

    [Fact]
    public void A_build_is_stored_with_what_it_does_by_its_words()
    {
        var build = JsonSerializer.Deserialize(Full, CatalogJson.Default.WorkspaceBuild)!;
        Assert.Equal(
            (WorkspaceTransition.Stop, JobStatus.Succeeded, new DateTimeOffset(2026, 11, 5, 14, 21, 0, TimeSpan.Zero), 40),
            (build.Transition, build.JobStatus, build.CompletedAt, build.DailyCost));
        Assert.Equal(Full.Trim(), Written(build));
    }

    [Fact]
    public void A_word_of_a_later_release_says_nothing()
    {
        var build = JsonSerializer.Deserialize(
            Full.Replace("\"stop\"", "\"hibernate\"", StringComparison.Ordinal).Replace("\"succeeded\"", "\"queued\"", StringComparison.Ordinal),
            CatalogJson.Default.WorkspaceBuild)!;
        Assert.Equal((null, null, 40), (build.Transition, build.JobStatus, build.DailyCost));
    }

    [Theory]
    [InlineData("start,stop,delete", typeof(WorkspaceTransition))]
    [InlineData("pending,running,succeeded,canceling,canceled,failed,unknown", typeof(JobStatus))]
    public void The_words_are_those_of_Coder(string words, Type type) =>
        Assert.Equal(words.Split(','), type == typeof(JobStatus) ? Words.All<JobStatus>() : Words.All<WorkspaceTransition>());

    private static string Written(WorkspaceBuild build) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(build, CatalogJson.Default.WorkspaceBuild));
}
