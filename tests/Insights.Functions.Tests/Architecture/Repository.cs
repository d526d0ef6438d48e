namespace Insights.Functions.Tests.Architecture;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["node_modules", "bin", "obj", ".git", ".azurite"];

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The text of a file, which is named by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every document, by its path from the root.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(NotOurs).Any())
            .Order(StringComparer.Ordinal),
    ];

    private static string Above(string directory) =>
        File.Exists(Path.Combine(directory, "Insights.Functions.sln"))
            ? directory
            : Above(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
