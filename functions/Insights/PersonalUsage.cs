using Insights.Functions.Reports;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Reads the usage of one user.</summary>
public sealed class PersonalUsage(StoredDays days)
{
    /// <summary>Goes through the buckets of one user, as they are, a window of days at a time.</summary>
    /// <param name="named">The decision to show the user.</param>
    /// <param name="user">The user.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="range">The half-hours.</param>
    /// <param name="visit">Sees a bucket: its template, a segment of the user alone, and the bucket's place in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal Task VisitAsync(
        NamedPeople named, Guid user, IReadOnlyCollection<Guid> templates, ReportRange range, Action<Guid, UsageSegment, int> visit, CancellationToken cancellationToken) =>
        days.VisitAsync(
            named,
            templates,
            range,
            day =>
            {
                if (Array.BinarySearch(day.Users, user) is var place and >= 0)
                {
                    var (part, first, _) = day.Read(SegmentColumns.All).PartFrom(place, place + 1);
                    for (var bucket = part.UserStarts[place - first]; bucket < part.UserStarts[place - first + 1]; bucket++)
                    {
                        visit(day.Template, part, bucket);
                    }
                }
            },
            cancellationToken);
}
