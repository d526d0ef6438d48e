using Insights.Functions.Catalog;
using Insights.Functions.Reports.Workspaces;
using Xunit;

namespace Insights.Functions.Tests.Reports.Workspaces;

/// <summary>How many builds there were.</summary>
public sealed class BuildCountsTests
{
    [Fact]
    public void A_build_failed_when_its_job_did_and_a_workspace_counts_once()
    {
        JobStatus?[] ends = [JobStatus.Failed, JobStatus.Canceled, JobStatus.Succeeded, JobStatus.Running, null, JobStatus.Failed];
        var builds = ends.Select((end, number) => new WorkspaceBuild(
            Guid.NewGuid(), new Guid(number / 2, 0, 0, new byte[8]), "", Guid.Empty, Guid.Empty, Guid.Empty, number, DateTimeOffset.UnixEpoch, [], [])
        { JobStatus = end });
        Assert.Equal(new BuildCounts(6, 2, 3), BuildCounts.Of([.. builds]));
        Assert.Equal(new BuildCounts(0, 0, 0), BuildCounts.Of([]));
    }
}
