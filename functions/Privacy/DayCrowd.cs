using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Privacy;

/// <summary>
/// What stands in the place of the people of a day that is older than people are kept: the crowd that the level <c>aggregated</c> shows of
/// it, whatever the level is. Exact counts would give people away, such as the one of a half-hour who did not use an application.
/// </summary>
public sealed class DayCrowd(IOptions<PrivacyOptions> options)
{
    private readonly Crowd _crowd = new(new PrivacyKey(options.Value.Key), options.Value.GroupFloor);

    /// <summary>Of how many people every count is at least.</summary>
    internal int Floor => options.Value.GroupFloor;

    /// <summary>The crowd of the people of a day of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="people">Their usage.</param>
    /// <param name="counts">Whether somebody counts; of others nothing is left.</param>
    internal UsageSegment Of(Guid template, UsageSegment people, Func<Guid, bool> counts) => _crowd.Of(template, PeopleFloor.Of(people, counts, Floor));
}
