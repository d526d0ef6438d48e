using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>A block of shell commands of a document that talks to the service, and what the document says that it prints.</summary>
/// <param name="Document">Where it stands.</param>
/// <param name="Script">The commands.</param>
internal sealed partial record CommandBlock(string Document, string Script)
{
    /// <summary>The blocks of all documents.</summary>
    public static IReadOnlyList<CommandBlock> All { get; } =
    [
        .. from document in Repository.Documents
           from Match block in Block().Matches(Repository.Read(document))
           where block.Value.Contains("curl -", StringComparison.Ordinal) && block.Value.Contains("Coder-Session-Token", StringComparison.Ordinal)
           select new CommandBlock(document.Replace('\\', '/'), block.Groups["script"].Value),
    ];

    /// <summary>Whether it is about today.</summary>
    public bool IsAboutToday => Script.Contains("date -u", StringComparison.Ordinal);

    /// <summary>Every answer that stands in it as a comment, as the texts it consists of: "..." stands for anything.</summary>
    public IEnumerable<string[]> Answers => Answer().Matches(Script).Select(answer => answer.Groups["text"].Value.Split("..."));

    /// <inheritdoc />
    public override string ToString() => $"{Document}: {Script.Split('\n').First(line => line.Contains("curl", StringComparison.Ordinal))}";

    [GeneratedRegex(@"^```sh\r?\n(?<script>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    // What stands after two blanks is an explanation.
    [GeneratedRegex(@"^# (?<text>\{.*?\})(  .*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Answer();
}
