using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>Which room may use which, as <c>docs/rooms.md</c> says.</summary>
internal static partial class RoomTable
{
    /// <summary>The rooms that each room may use.</summary>
    public static Dictionary<string, string[]> Read() => Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "rooms.md")))
        .ToDictionary(row => row.Groups["room"].Value, row => Name().Matches(row.Groups["uses"].Value).Select(name => name.Groups[1].Value).ToArray());

    /// <summary>The C# sources of a room.</summary>
    public static IEnumerable<string> SourcesOf(string room) =>
        Directory.EnumerateFiles(Path.Combine(Root(), "functions", room), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "functions")) || !Directory.Exists(Path.Combine(folder.FullName, "docs")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has functions/ and docs/.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<room>\w+)` \|[^|]*\|(?<uses>[^|]*)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();
}
