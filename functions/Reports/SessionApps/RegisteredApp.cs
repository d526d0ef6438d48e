using System.Collections.Frozen;

namespace Insights.Functions.Reports.SessionApps;

/// <summary>How a session app that Coder knows is shown there: its registry of August 2026.</summary>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">The path of its icon among Coder's; empty where it has none.</param>
public sealed record RegisteredApp(string DisplayName, string Icon)
{
    private static readonly FrozenDictionary<string, RegisteredApp> ByName = new Dictionary<string, RegisteredApp>
    {
        ["antigravity"] = new("Antigravity", "/icon/antigravity.svg"),
        ["code_server"] = new("code-server", "/icon/code.svg"),
        ["codium"] = new("VSCodium", ""),
        ["cursor"] = new("Cursor", "/icon/cursor.svg"),
        ["devin"] = new("Devin", "/icon/devin.svg"),
        ["jetbrains"] = new("JetBrains", "/icon/jetbrains.svg"),
        ["kiro"] = new("Kiro", "/icon/kiro.svg"),
        ["positron"] = new("Positron", "/icon/positron.svg"),
        ["reconnecting_pty"] = new("Web Terminal", ""),
        ["sftp"] = new("SFTP", "/icon/terminal.svg"),
        ["ssh"] = new("SSH", "/icon/terminal.svg"),
        ["trae"] = new("Trae", ""),
        ["vscode"] = new("VS Code", "/icon/code.svg"),
        ["vscode_insiders"] = new("VS Code Insiders", "/icon/code-insiders.svg"),
        ["vscode_web"] = new("VS Code Web", "/icon/code.svg"),
        ["vscodium"] = new("VSCodium", ""),
        ["windsurf"] = new("Windsurf", "/icon/windsurf.svg"),
        ["zed"] = new("Zed", "/icon/zed.svg"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The app of a name in its normal form; null for one that Coder does not know.</summary>
    public static RegisteredApp? Find(string name) => ByName.GetValueOrDefault(name);
}
