using CsCheck;
using Insights.Functions.Privacy;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Random usage of two templates on two days by a dozen people, few of whom do the same: about every second part is below the floor.</summary>
internal static class PrivacyGen
{
    public const int Floor = 4;
    public const int People = 12;

    public static readonly Guid[] Templates = [new("aaaaaaaa-0000-0000-0000-000000000001"), new("aaaaaaaa-0000-0000-0000-000000000002")];
    public static readonly HalfHour First = HalfHour.FirstOf(new DateOnly(2026, 9, 1));
    public static readonly string[] Names = ["vscode", "ssh", "code-server", "8080"];

    // The first and the last half-hours of two days that meet.
    public static readonly int[] HalfHours = [20, 21, 46, 47, 48, 49, 70];

    private static readonly Gen<GivenPart> Part = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, HalfHours.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Int[0, People - 1], Gen.UInt[1, (1u << 30) - 1], Gen.Float[1f, 900f],
        (template, halfHour, name, user, minutes, latency) => new GivenPart(template, HalfHours[halfHour], name, user, minutes, latency));

    // Whole crowds, so that something is above the floor, and single people.
    private static readonly Gen<GivenPart[]> Together = Gen.Select(Part, Gen.Int[1, People].Array[1, People], Gen.UInt[1, (1u << 30) - 1].Array[People], (part, users, minutes) =>
        users.Distinct().Select((user, place) => part with { User = user - 1, Minutes = minutes[place], Latency = part.Latency + place }).ToArray());

    public static readonly Gen<GivenPart[]> World = Gen.Select(Together.Array[1, 12], Part.Array[0, 12], (together, alone) => together.SelectMany(parts => parts).Concat(alone).ToArray());

    public static readonly Gen<GivenQuestion> Question = Gen.Select(
        Gen.Int[0, HalfHours.Length - 1], Gen.Int[0, HalfHours.Length - 1], Gen.Int[1, 3], Gen.Int[-2, 3].Select(name => name < 0 ? null : Names[name]),
        (one, other, templates, app) => new GivenQuestion(HalfHours[Math.Min(one, other)], HalfHours[Math.Max(one, other)] + 1, templates, app));

    public static Guid User(int number) => new(0x1000 + number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>The days of some usage.</summary>
    public static TemplateDay[] Days(IEnumerable<GivenPart> parts) =>
    [
        .. from part in parts
           group part by (part.Template, Day: part.At.Day) into day
           select new TemplateDay(Templates[day.Key.Template], day.Key.Day, Segment(day)),
    ];

    public static PrivateUsage Private(PrivacyLevel level, GivenQuestion question, Func<Guid, DateOnly, bool>? counts = null) => new(
        level,
        new PrivacyOptions { GroupFloor = Floor, Key = "the key of the tests, which nobody knows" },
        question.Range.First,
        question.Range.End,
        counts ?? ((_, _) => true),
        _ => Guid.Empty);

    private static UsageSegment Segment(IEnumerable<GivenPart> parts)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var part in parts)
        {
            if (part.Name < 2)
            {
                builder.AddConnection(User(part.User), part.At);
                builder.AddSession(User(part.User), part.At, Names[part.Name], new MinuteMask(part.Minutes));
            }
            else
            {
                builder.AddApp(User(part.User), part.At, Names[part.Name], new MinuteMask(part.Minutes));
            }

            builder.AddMedian(User(part.User), part.At, part.Latency);
        }

        return builder.Build();
    }
}
