using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>Shell commands of a document that talk to the service, and what the document says that they print.</summary>
/// <param name="Document">Where they stand.</param>
/// <param name="Script">The commands.</param>
internal sealed partial record CommandBlock(string Document, string Script)
{
    /// <summary>Those of all documents.</summary>
    public static IReadOnlyList<CommandBlock> All { get; } =
        [.. DocumentedBlock.RunBy(nameof(DocumentedCommandsTests)).Select(block => new CommandBlock(block.Document, block.Text))];

    /// <summary>Whether it is about today.</summary>
    public bool IsAboutToday => Script.Contains("date -u", StringComparison.Ordinal);

    /// <summary>Every answer that stands in it as a comment, as the texts it consists of: "..." stands for anything.</summary>
    public IEnumerable<string[]> Answers => Answer().Matches(Script).Select(answer => answer.Groups["text"].Value.Split("..."));

    /// <inheritdoc />
    public override string ToString() => $"{Document}: {Script.Split('\n').First(line => line.Contains("curl", StringComparison.Ordinal))}";

    // What stands after two blanks is an explanation.
    [GeneratedRegex(@"^# (?<text>\{.*?\})(  .*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Answer();
}
