using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>Which room may use which, as <c>docs/rooms.md</c> says.</summary>
internal static partial class RoomTable
{
    /// <summary>The rooms that each room may use.</summary>
    public static Dictionary<string, string[]> Read() => Row().Matches(Repository.Read("docs/rooms.md"))
        .ToDictionary(row => row.Groups["room"].Value, row => Name().Matches(row.Groups["uses"].Value).Select(name => name.Groups[1].Value).ToArray());

    /// <summary>The C# sources of a room.</summary>
    public static IEnumerable<string> SourcesOf(string room) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", room), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(?<room>\w+)` \|[^|]*\|(?<uses>[^|]*)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();
}
