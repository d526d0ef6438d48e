using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>Which applications a name means.</summary>
public sealed class AppChoiceTests
{
    private static readonly string[] Sessions = ["vscode", "cursor", "code_server", "ssh", "zed", "emacs", "unknown"];
    private static readonly string[] Apps = ["vscode", "code-server", "8080", "[terminal]", "emacs"];

    [Theory]
    [InlineData("vscode", "vscode cursor code_server", "vscode")] // the family, and what has its name
    [InlineData("family:vscode", "vscode cursor code_server", "")]
    [InlineData("session:vscode", "vscode", "")]
    [InlineData("app:vscode", "", "vscode")]
    [InlineData("code-server", "code_server", "code-server")]
    [InlineData("Code Server", "code_server", "")]
    [InlineData("family:code-server", "", "")] // no family has this name
    [InlineData("ssh", "ssh zed", "")]
    [InlineData("unknown", "emacs unknown", "")] // the family of all others
    [InlineData("session:unknown", "unknown", "")]
    [InlineData("emacs", "emacs", "emacs")]
    [InlineData("8080", "", "8080")]
    [InlineData("[terminal]", "", "[terminal]")]
    [InlineData("cursor,app:8080,session:zed", "cursor zed", "8080")]
    public void A_name_means_all_that_bear_it_and_with_a_prefix_one_of_them(string names, string sessions, string apps)
    {
        var choice = AppChoice.Of(names.Split(','));
        Assert.Equal(sessions, string.Join(' ', Sessions.Where(choice.HasSession)));
        Assert.Equal(apps, string.Join(' ', Apps.Where(choice.HasApp)));
    }
}
