using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>An application that every template has: how a family of session apps is shown.</summary>
/// <param name="Family">The family that is counted.</param>
/// <param name="Slug">Its short name on the wire.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">The path of its icon.</param>
public sealed record BuiltinApp(AppFamily Family, string Slug, string DisplayName, string Icon)
{
    /// <summary>All of them, in the order they are listed.</summary>
    public static IReadOnlyList<BuiltinApp> All { get; } =
    [
        new(AppFamily.VisualStudioCode, "vscode", "Visual Studio Code", "/icon/code.svg"),
        new(AppFamily.JetBrains, "jetbrains", "JetBrains", "/icon/intellij.svg"),
        new(AppFamily.ReconnectingPty, "reconnecting-pty", "Web Terminal", "/icon/terminal.svg"),
        new(AppFamily.Ssh, "ssh", "SSH", "/icon/terminal.svg"),
        new(AppFamily.Sftp, "sftp", "SFTP", "/icon/terminal.svg"),
    ];
}
