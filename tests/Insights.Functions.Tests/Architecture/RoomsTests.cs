using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>What a room uses is what <c>docs/rooms.md</c> lets it use.</summary>
public sealed partial class RoomsTests
{
    private const string House = "Insights.Functions";

    // What programs leave beside the sources, and git ignores.
    private static readonly string[] Made = ["bin", "obj", "out", "node_modules", "screenshots", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly Dictionary<string, string[]> Rooms = RoomTable.Read();

    [Fact]
    public void Every_room_is_listed_and_every_listed_room_is_there() =>
        Assert.Equal(Rooms.Keys.Order(), typeof(InsightsServices).Assembly.GetTypes().Select(RoomOf).OfType<string>().Distinct().Order());

    [Fact]
    public void The_way_in_shows_every_room_and_every_folder()
    {
        var drawn = Drawn().Matches(DocumentedBlock.All.Single(block => block.Document == "docs/architecture.md" && block.Text.StartsWith("functions/", StringComparison.Ordinal)).Text)
            .Select(line => line.Groups["folder"].Value).ToArray();

        Assert.Equal(Rooms.Keys.Order(), drawn.Where(folder => folder.StartsWith(' ')).Select(folder => folder.Trim()).Order());
        Assert.Equal(
            Directory.EnumerateDirectories(Repository.Root).Select(path => Path.GetFileName(path)).Where(folder => folder is not ['.', ..] && !Made.Contains(folder)).Order(StringComparer.Ordinal),
            drawn.Where(folder => !folder.StartsWith(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_room_uses_one_that_it_may_not_use() =>
        AssertNone(Arrows().Where(arrow => !Rooms[arrow.From].Contains(arrow.To)).Select(arrow =>
            $"{arrow.From} may not use {arrow.To}, but {arrow.User} uses {arrow.Used}: move one of them, or add the arrow to docs/rooms.md if it is right."));

    [Fact]
    public void No_arrow_is_listed_that_nothing_needs()
    {
        var needed = Arrows().Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        AssertNone(Rooms.SelectMany(room =>
            room.Value.Where(used => !needed.Contains((room.Key, used))).Select(used => $"{room.Key} does not use {used}: take the arrow out of docs/rooms.md.")));
    }

    [Fact]
    public void Arrows_never_lead_back()
    {
        // A room whose rooms are all taken out is taken out itself, until none is left.
        var left = Rooms.ToDictionary();
        while (left.FirstOrDefault(room => !room.Value.Any(left.ContainsKey)) is { Key: { } bottom })
        {
            left.Remove(bottom);
        }

        Assert.Empty(left.Keys);
    }

    private static void AssertNone(IEnumerable<string> sentences)
    {
        var all = sentences.Distinct().ToArray();
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }

    // Of the compiled code, and, for constants, which leave no trace there, of the namespaces that a source names at its head.
    private static IEnumerable<Arrow> Arrows() =>
        typeof(InsightsServices).Assembly.GetTypes()
            .Where(type => RoomOf(type) is not null)
            .SelectMany(type => UsedTypes.Of(type).Where(used => RoomOf(used) is not null).Select(used => new Arrow(RoomOf(type)!, RoomOf(used)!, NameOf(type), NameOf(used))))
            .Concat(Rooms.Keys.SelectMany(room => RoomTable.SourcesOf(room).SelectMany(path => Named().Matches(File.ReadAllText(path))
                .Select(named => new Arrow(room, named.Groups[1].Value, Path.GetFileName(path), named.Groups[1].Value)))))
            .Where(arrow => arrow.From != arrow.To);

    private static string? RoomOf(Type type) =>
        type.Assembly == typeof(InsightsServices).Assembly && type.Namespace is { } space && space.StartsWith(House + ".", StringComparison.Ordinal)
            ? space.Split('.')[2]
            : null;

    // What the compiler makes of a lambda or an iterator stands in the type that has it.
    private static string NameOf(Type type) => type.DeclaringType is { } outer ? NameOf(outer) : type.Name;

    [GeneratedRegex(@"(?m)^(?<folder> *\w+)/ ")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"^using (?:static |\w+ = )?Insights\.Functions\.(\w+)[.;]", RegexOptions.Multiline)]
    private static partial Regex Named();

    private sealed record Arrow(string From, string To, string User, string Used);
}
