using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How many minutes of which half-hours each user used each template.</summary>
internal static class TemplateMinutes
{
    /// <summary>The half-hours in range with a minute of use, in order, of each template and user.</summary>
    public static IReadOnlyDictionary<(Guid Template, Guid User), List<(int HalfHour, int Minutes)>> Of(IEnumerable<TemplateDay> usage, ReportRange range)
    {
        var shares = UsageScan.Run(usage, range, templates => new Visitor(templates), (visitor, _) => visitor.Minutes);
        return shares.SelectMany(share => share).ToDictionary(minutes => minutes.Key, minutes => minutes.Value);
    }

    private sealed class Visitor(Guid[] templates) : IScanVisitor
    {
        private readonly List<List<(int HalfHour, int Minutes)>?[]> _ofUsers = [];
        private readonly List<Guid> _users = [];

        public IEnumerable<KeyValuePair<(Guid Template, Guid User), List<(int HalfHour, int Minutes)>>> Minutes =>
            from user in Enumerable.Range(0, _users.Count)
            from template in Enumerable.Range(0, templates.Length)
            let minutes = _ofUsers[user][template]
            where minutes is not null
            select KeyValuePair.Create((templates[template], _users[user]), minutes);

        public SegmentColumns Columns => SegmentColumns.Usage;

        public void Meet(int user, Guid id)
        {
            _users.Add(id);
            _ofUsers.Add(new List<(int HalfHour, int Minutes)>?[templates.Length]);
        }

        public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
        {
            foreach (var bucket in buckets)
            {
                (_ofUsers[user][bucket.Source.Template] ??= []).Add((halfHour, BitOperations.PopCount(bucket.UsageMinutes)));
            }
        }
    }
}
