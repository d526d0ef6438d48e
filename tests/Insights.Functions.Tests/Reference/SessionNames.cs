using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>What the session names of a report mean.</summary>
public static class SessionNames
{
    public const string Unknown = "unknown";

    private static readonly string[] VsCode =
    [
        "vscode", "vscode_insiders", "vscode_web", "code_server", "cursor", "windsurf", "positron", "vscodium", "codium",
        "antigravity", "trae", "kiro", "devin",
    ];

    /// <summary>The distinct names with an open session. The first 64 in the order of the document keep their name.</summary>
    public static HashSet<string> OpenIn(JsonObject agentStat)
    {
        ArgumentNullException.ThrowIfNull(agentStat);
        var names = new HashSet<string>();
        foreach (var (name, count) in agentStat["session_counts"]?.AsObject() ?? [])
        {
            Add(names, name, count);
        }

        foreach (var name in new[] { "vscode", "jetbrains", "reconnecting_pty", "ssh" })
        {
            Add(names, name, agentStat["session_count_" + name]);
        }

        return names;
    }

    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var normal = name.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        return normal.Length > 64 ? normal[..64] : normal;
    }

    public static string Family(string name)
    {
        if (VsCode.Contains(name))
        {
            return "vscode";
        }

        return name switch
        {
            "jetbrains" => "jetbrains",
            "ssh" or "zed" => "ssh",
            "sftp" => "sftp",
            "reconnecting_pty" => "reconnecting_pty",
            _ => Unknown,
        };
    }

    private static void Add(HashSet<string> names, string name, JsonNode? count)
    {
        if (count is null || count.GetValue<long>() <= 0)
        {
            return;
        }

        var normal = Normalize(name);
        names.Add(names.Count < 64 || names.Contains(normal) ? normal : Unknown);
    }
}
