using System.Globalization;

namespace Insights.Functions.Tests.Reference;

/// <summary>Who and what a generated scenario is about, and its dice.</summary>
public sealed class GeneratedWorld
{
    public const int Days = 20;

    // The half-hours where some local midnight of CaseGeneration falls: 18:15 is Kathmandu's, the middle of a bucket.
    private static readonly double[] EdgeHours = [0, 23.5, 18, 18.5, 2.5, 3, 10.5, 11, 22.5, 23, 4, 5];

    public GeneratedWorld(Random random, DateTimeOffset now)
    {
        Random = random;
        Now = now;
        Organizations = [NewId(), NewId()];
        Groups = [NewId(), NewId()];
        KnownUsers = [.. Enumerable.Range(0, 6).Select(_ => NewId())];
        KnownTemplates = [.. Enumerable.Range(0, 3).Select(_ => NewId())];
        UnknownTemplate = NewId();
        Versions = KnownTemplates.Append(UnknownTemplate).ToDictionary(id => id, _ => new[] { NewId(), NewId(), NewId() });

        var unknownUsers = new[] { NewId(), NewId() };
        var workspaces = new List<GeneratedWorkspace>();
        foreach (var userId in KnownUsers.Concat(unknownUsers))
        {
            foreach (var templateId in KnownTemplates.Append(UnknownTemplate).Where(_ => Chance(0.7)))
            {
                var agents = Enumerable.Range(0, 1 + Random.Next(3)).Select(_ => NewId()).ToList();
                workspaces.Add(new GeneratedWorkspace(NewId(), userId, templateId, agents, Chance(0.85)));
            }
        }

        Workspaces = workspaces;
        HalfHours = MakeHalfHours();
    }

    public Random Random { get; }

    public DateTimeOffset Now { get; }

    public IReadOnlyList<string> Organizations { get; }

    public IReadOnlyList<string> Groups { get; }

    public IReadOnlyList<string> KnownUsers { get; }

    public IReadOnlyList<string> KnownTemplates { get; }

    /// <summary>Has events, and maybe builds, but is in no catalog.</summary>
    public string UnknownTemplate { get; }

    public IReadOnlyDictionary<string, string[]> Versions { get; }

    public IReadOnlyList<GeneratedWorkspace> Workspaces { get; }

    /// <summary>The few half-hours in which things happen, so that they happen together.</summary>
    public IReadOnlyList<DateTimeOffset> HalfHours { get; }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Random.Next(items.Count)];
    }

    public string NewId()
    {
        var bytes = new byte[16];
        Random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>An id may be written in upper case.</summary>
    public string Written(string id) => Chance(0.03) ? id.ToUpperInvariant() : id;

    /// <summary>RFC 3339, now and then with an offset of its own; never later than now.</summary>
    public string Written(DateTimeOffset time)
    {
        time = time < Now ? time : Now;
        time = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        var elsewhere = time.ToOffset(TimeSpan.FromMinutes(Pick([120, -420, 345])));
        return Chance(0.1)
            ? elsewhere.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>A second within a minute, most often at its edges.</summary>
    public TimeSpan WithinMinute() => Random.Next(6) switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromMicroseconds(1),
        2 => TimeSpan.FromMicroseconds(59_999_999),
        3 => TimeSpan.FromMilliseconds(59_999),
        _ => TimeSpan.FromMilliseconds(Random.Next(60_000)),
    };

    private List<DateTimeOffset> MakeHalfHours()
    {
        var today = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
        var halfHours = new List<DateTimeOffset>();
        for (var i = 0; i < 14; i++)
        {
            halfHours.Add(today.AddDays(-Random.Next(1, Days)).AddHours(Pick(EdgeHours)));
            halfHours.Add(today.AddDays(-Random.Next(1, Days)).AddMinutes(30 * Random.Next(48)));
        }

        // Two adjacent ones make a run of use; the last hour may still be open.
        halfHours.AddRange(halfHours.Take(6).Select(time => time.AddMinutes(30)).ToList());
        halfHours.Add(new DateTimeOffset(Now.UtcTicks - (Now.UtcTicks % (30 * TimeSpan.TicksPerMinute)), TimeSpan.Zero));

        // The hours around the DST changes of the zones in CaseGeneration.
        foreach (var change in new DateTime[] { new(2026, 10, 25, 0, 30, 0), new(2026, 11, 1, 5, 30, 0), new(2026, 10, 24, 22, 0, 0) })
        {
            var time = new DateTimeOffset(change, TimeSpan.Zero);
            if (time > today.AddDays(-Days) && time < today)
            {
                halfHours.AddRange([time, time.AddMinutes(30), time.AddMinutes(60), time.AddHours(22)]);
            }
        }

        return [.. halfHours.Where(time => time < Now)];
    }
}
