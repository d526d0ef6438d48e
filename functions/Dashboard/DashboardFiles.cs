using System.Collections.Frozen;

namespace Insights.Functions.Dashboard;

/// <summary>The files of the page, read from the assembly once.</summary>
internal static class DashboardFiles
{
    private const string Folder = "dashboard/";
    private const string PageName = "index.html";

    private static readonly FrozenDictionary<string, DashboardFile> All = Read();

    /// <summary>The one HTML page, which shows a view for each of its paths.</summary>
    public static DashboardFile Page => All[PageName];

    /// <summary>Every file but the page: what <c>/assets/</c> has.</summary>
    public static IEnumerable<DashboardFile> Assets => All.Values.Where(file => file.Name != PageName);

    /// <summary>An asset by its name; null for one that there is not.</summary>
    public static DashboardFile? FindAsset(string name) => name == PageName ? null : All.GetValueOrDefault(name);

    private static FrozenDictionary<string, DashboardFile> Read()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && Path.GetExtension(name) is not (".br" or ".gz"))
            .Select(name => DashboardFile.Read(assembly, name))
            .ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
    }
}
