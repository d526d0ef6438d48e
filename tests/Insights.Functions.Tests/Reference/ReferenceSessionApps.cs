using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The rows of session apps, each for itself.</summary>
public static class ReferenceSessionApps
{
    private const string Overflow = "overflow";
    private const int MaxUnregistered = 20;

    private static readonly Dictionary<string, (string DisplayName, string Icon)> Registered = new()
    {
        ["vscode"] = ("VS Code", "/icon/code.svg"),
        ["vscode_insiders"] = ("VS Code Insiders", "/icon/code-insiders.svg"),
        ["vscode_web"] = ("VS Code Web", "/icon/code.svg"),
        ["code_server"] = ("code-server", "/icon/code.svg"),
        ["cursor"] = ("Cursor", "/icon/cursor.svg"),
        ["windsurf"] = ("Windsurf", "/icon/windsurf.svg"),
        ["positron"] = ("Positron", "/icon/positron.svg"),
        ["vscodium"] = ("VSCodium", ""),
        ["codium"] = ("VSCodium", ""),
        ["antigravity"] = ("Antigravity", "/icon/antigravity.svg"),
        ["trae"] = ("Trae", ""),
        ["kiro"] = ("Kiro", "/icon/kiro.svg"),
        ["devin"] = ("Devin", "/icon/devin.svg"),
        ["jetbrains"] = ("JetBrains", "/icon/jetbrains.svg"),
        ["sftp"] = ("SFTP", "/icon/terminal.svg"),
        ["zed"] = ("Zed", "/icon/zed.svg"),
        ["ssh"] = ("SSH", "/icon/terminal.svg"),
        ["reconnecting_pty"] = ("Web Terminal", ""),
    };

    public static List<JsonObject> Usage(IReadOnlyList<ReferenceBucket> inRange, string type)
    {
        var apps = inRange.SelectMany(bucket => bucket.SessionAppNames()).Distinct().Select(name => Item(inRange, name, type)).ToList();
        var listed = apps.Where(app => Registered.ContainsKey(Slug(app))).ToList();
        var others = apps.Where(app => !Registered.ContainsKey(Slug(app))).ToList();
        var ranked = others.Where(app => Slug(app) != Overflow)
            .OrderByDescending(app => app["seconds"]!.GetValue<long>()).ThenBy(Slug, StringComparer.Ordinal).Take(MaxUnregistered).ToList();
        listed.AddRange(ranked);
        listed.Sort((left, right) => Wire.CompareText(Slug(left), Slug(right)));
        var rest = others.Except(ranked).ToList();
        if (rest.Count > 0)
        {
            listed.Add(new JsonObject
            {
                ["template_ids"] = Wire.Ids(rest.SelectMany(app => app["template_ids"]!.AsArray().Select(id => id!.GetValue<string>()))),
                ["type"] = type,
                ["display_name"] = Overflow,
                ["slug"] = Overflow,
                ["icon"] = "",
                ["seconds"] = rest.Sum(app => app["seconds"]!.GetValue<long>()),
                ["times_used"] = rest.Sum(app => app["times_used"]!.GetValue<int>()),
                ["family"] = "unknown",
            });
        }

        return listed;
    }

    private static JsonObject Item(IReadOnlyList<ReferenceBucket> inRange, string name, string type)
    {
        var used = inRange.Where(bucket => bucket.SessionMinutes(name).Count > 0).ToList();
        var (displayName, icon) = Registered.TryGetValue(name, out var registered) ? registered : (name, "");
        var item = ReferenceApps.Item(
            used, type, new GivenApp(name, displayName, icon), ReferenceUsage.CappedMinutes(used, bucket => bucket.SessionMinutes(name).Count), ReferenceApps.TimesUsed(used));
        item["family"] = SessionNames.Family(name);
        return item;
    }

    private static string Slug(JsonObject app) => app["slug"]!.GetValue<string>();
}
