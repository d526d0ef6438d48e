namespace Insights.Local.Demo;

/// <summary>How many of a kind of team have a tool as their main one. Names are as agents report them.</summary>
internal sealed record ToolShare(string Tool, int Weight)
{
    public static readonly ToolShare[] General =
    [
        new("vscode", 46), new("cursor", 22), new("jetbrains", 10), new("windsurf", 7),
        new("ssh", 6), new("zed", 4), new("reconnecting_pty", 3), new("kiro", 2),
    ];

    public static readonly ToolShare[] Jvm = [new("jetbrains", 68), new("vscode", 18), new("cursor", 9), new("ssh", 5)];

    public static readonly ToolShare[] Data =
        [new("vscode", 48), new("cursor", 18), new("positron", 16), new("jetbrains", 8), new("code_server", 10)];

    public static readonly ToolShare[] Operations =
        [new("ssh", 38), new("vscode", 32), new("reconnecting_pty", 16), new("cursor", 8), new("zed", 6)];

    /// <summary>What is open beside the main tool, some of the time.</summary>
    public static readonly ToolShare[] Side = [new("reconnecting_pty", 50), new("ssh", 38), new("sftp", 12)];
}
