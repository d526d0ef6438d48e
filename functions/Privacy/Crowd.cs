using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>
/// Usage by people who do not exist. Of each part of a day (<see cref="PeopleFloor"/>) it knows two figures: how many people had a share
/// in it, rounded to multiples of the floor, and how many minutes such a one had on average. From these it makes people, so that every
/// report can be made of them: their number and their minutes are those figures, and everything else about them is invented in a fixed
/// way. Nobody of the crowd is followed: the first of one day and template has nothing to do with the first of another.
/// </summary>
internal sealed class Crowd(PrivacyKey key, int floor)
{
    private const string Anything = "any";
    private const string OfDay = "day";

    /// <summary>The crowd of a day of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="left">What the floor left of its usage.</param>
    public UsageSegment Of(Guid template, UsageSegment left)
    {
        if (left.IsEmpty)
        {
            return left;
        }

        var parts = Enumerable.Range(0, left.BucketCount).GroupBy(bucket => left.HalfHours[bucket]).OrderBy(part => part.Key)
            .Select(part => new CrowdHalfHour(part.Key, left, [.. part], (count, what) => key.Round(count, floor, template, part.Key, what)))
            .ToArray();
        var people = Math.Max(
            key.Round(left.Users.Length, floor, template, new HalfHour(left.HalfHours[0]).Day.DayNumber, OfDay), parts.Max(part => part.People));
        var ids = Enumerable.Range(0, people).Select(number => IdOf(template, number)).ToArray();
        var builder = new UsageSegmentBuilder();
        var met = 0;
        for (var place = 0; place < parts.Length; place++)
        {
            // Some come early and some late: the window of who is there moves over the day, until everybody was. It moves by multiples of
            // the floor, so that of any part of the day those who were there are one.
            var wanted = parts.Length == 1 ? 0 : (int)((long)(people - parts[place].People) * place / (parts.Length - 1)) / floor * floor;
            var first = Math.Min(wanted, met);
            met = Math.Max(met, first + parts[place].People);
            parts[place].AddTo(builder, ids.AsSpan(first, parts[place].People));
        }

        return builder.Build();
    }

    // RFC 9562: version 8, made in a way of one's own. Ids of the crowds of different templates differ.
    private static Guid IdOf(Guid template, int number)
    {
        var id = template.ToByteArray(bigEndian: true);
        for (var place = 0; place < 4; place++)
        {
            id[12 + place] ^= (byte)((uint)number >> (8 * (3 - place)));
        }

        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The part of a crowd that is there in one half-hour.</summary>
    private sealed class CrowdHalfHour
    {
        private readonly HalfHour _halfHour;
        private readonly (bool IsSession, string Name, int People, int Minutes)[] _apps;
        private readonly int _minutes;
        private readonly float _latency;

        public CrowdHalfHour(int halfHour, UsageSegment left, int[] buckets, Func<int, string, int> round)
        {
            _halfHour = new HalfHour(halfHour);
            _apps =
            [
                .. AppsOf(left.Sessions, left.SessionNames, buckets).Select(app => (IsSession: true, App: app))
                    .Concat(AppsOf(left.Apps, left.AppNames, buckets).Select(app => (IsSession: false, App: app)))
                    .Select(part => (part.IsSession, part.App.Name, part.App.Count, People: round(part.App.Count, (part.IsSession ? "s:" : "a:") + part.App.Name), part.App.Minutes))
                    .Select(part => (part.IsSession, part.Name, part.People, Scaled(part.Minutes, part.People, part.Count))),
            ];
            var (fewest, most) = (_apps.Max(app => app.People), _apps.Sum(app => app.People));
            People = Math.Clamp(round(buckets.Length, Anything), fewest, most);
            _minutes = Scaled(buckets.Sum(bucket => BitOperations.PopCount(left.Used[bucket])), People, buckets.Length);
            var measured = buckets.Select(bucket => left.Medians[bucket]).Where(median => !float.IsNaN(median)).ToArray();
            _latency = measured.Length == 0 ? float.NaN : (float)measured.Average(median => (double)median);
        }

        /// <summary>How many there are: a multiple of the floor.</summary>
        public int People { get; }

        /// <summary>Lets people use the applications so that as many use several, for as long at once, as the figures say.</summary>
        public void AddTo(UsageSegmentBuilder builder, ReadOnlySpan<Guid> people)
        {
            var filled = new int[people.Length];
            var (reached, shared) = (0, _apps.Sum(app => app.People) - People);
            var atOnce = Math.Max(0, _apps.Sum(app => app.Minutes) - _minutes);
            foreach (var (isSession, name, count, minutes) in _apps)
            {
                var first = Math.Min(reached - Math.Min(shared, Math.Min(count, reached)), People - count);
                shared -= Math.Max(0, reached - first);
                reached = Math.Max(reached, first + count);
                for (var number = 0; number < count; number++)
                {
                    ref var before = ref filled[first + number];
                    var length = (minutes / count) + (number < minutes % count ? 1 : 0);
                    var start = Math.Min(before - Math.Min(atOnce, Math.Min(before, length)), HalfHour.Minutes - length);
                    atOnce = Math.Max(0, atOnce - Math.Max(0, Math.Min(before, start + length) - start));
                    before = Math.Max(before, start + length);
                    var mask = MinuteMask.Range(start, start + length - 1);
                    if (isSession)
                    {
                        builder.AddConnection(people[first + number], _halfHour);
                        builder.AddSession(people[first + number], _halfHour, name, mask);
                    }
                    else
                    {
                        builder.AddApp(people[first + number], _halfHour, name, mask);
                    }
                }
            }

            foreach (var id in float.IsNaN(_latency) ? [] : people)
            {
                builder.AddMedian(id, _halfHour, _latency);
            }
        }

        private static IEnumerable<(string Name, int Count, int Minutes)> AppsOf(MaskColumn column, string[] names, int[] buckets) =>
            from bucket in buckets
            from place in Enumerable.Range(column.Starts[bucket], column.CountOf(bucket))
            group column.Minutes[place] by column.Names[place] into app
            orderby app.Key
            select (names[app.Key], app.Count(), app.Sum(BitOperations.PopCount));

        // Everybody of a part has a minute in it at least, and a half-hour at most.
        private static int Scaled(int minutes, int people, int of) => (int)Math.Round((double)minutes * people / of, MidpointRounding.AwayFromZero);
    }
}
