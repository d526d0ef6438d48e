namespace Insights.Dashboard.Tests.Browser;

/// <summary>Where pictures go.</summary>
internal static class Screenshots
{
    /// <summary>The pictures that the README shows.</summary>
    public static string Documents => Directory.CreateDirectory(Path.Combine(Root, "docs")).FullName;

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Insights.Functions.sln")))
            {
                directory = directory.Parent ?? throw new InvalidOperationException($"No repository was found above {AppContext.BaseDirectory}.");
            }

            return directory.FullName;
        }
    }

    /// <summary>The path of a picture that is kept out of git.</summary>
    public static string PathOf(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "screenshots")).FullName, name);
}
