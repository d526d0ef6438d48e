using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;

namespace Insights.Functions.Benchmarks;

/// <summary>Working days of the users of some templates, added up by half-hour: the same for a day whenever it is asked for.</summary>
internal sealed class CountedWorkdays
{
    public CountedWorkdays(int templates, int usersPerTemplate)
    {
        var random = new Random(1);
        Users = Enumerable.Range(0, templates)
            .ToDictionary(_ => Workday.NewId(random), _ => (Guid[])[.. Enumerable.Range(0, usersPerTemplate).Select(_ => Workday.NewId(random))]);
    }

    /// <summary>The users of each template.</summary>
    public IReadOnlyDictionary<Guid, Guid[]> Users { get; }

    /// <summary>The applications that every template offers.</summary>
    public static IReadOnlyList<string> Apps { get; } = ["code-server", "jupyter", "grafana"];

    public IEnumerable<Bucket> Of(DateOnly day)
    {
        var random = new Random(day.DayNumber);
        return
            from template in Users
            from user in template.Value
            from halfHour in Workday.HalfHours(day, random).Where(part => part.HalfHour.Day == day).GroupBy(part => part.HalfHour).ToArray()
            select new Bucket(
                template.Key,
                user,
                halfHour.Key,
                halfHour.Sum(part => part.Minutes.Count),
                halfHour.GroupBy(part => part.Session).ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Minutes.Count)),
                halfHour.Where(part => part.App is not null).GroupBy(part => part.App!).ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Minutes.Count)),
                20 + (random.NextSingle() * 180));
    }

    internal sealed record Bucket(
        Guid Template, Guid User, HalfHour HalfHour, int Minutes, IReadOnlyDictionary<string, int> Sessions, IReadOnlyDictionary<string, int> Apps, float Median)
    {
        /// <summary>The minutes of a family: sessions of one half-hour follow one another here.</summary>
        public int MinutesOf(AppFamily family) => Sessions.Sum(session => SessionApp.FamilyOf(session.Key) == family ? session.Value : 0);
    }
}
