using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>
/// What one copies from a document and uses: a fenced block, or a command within the text. One test class takes each from here and hands it to the program that it is for,
/// so that what is written and what is run cannot part.
/// </summary>
/// <param name="Document">Where it stands, with slashes.</param>
/// <param name="Language">What it is written in, as its fence says; <see cref="Shell"/> for a command within the text.</param>
/// <param name="Text">The block.</param>
internal sealed partial record DocumentedBlock(string Document, string Language, string Text)
{
    /// <summary>The language of what is typed at a shell.</summary>
    public const string Shell = "sh";

    /// <summary>What is there to be looked at: a drawing, or an answer.</summary>
    public const string Picture = "text";

    /// <summary>Those of all documents, in their order.</summary>
    public static IReadOnlyList<DocumentedBlock> All { get; } =
    [
        .. from document in Repository.Documents
           let text = Repository.Read(document)
           from block in FencedIn(text).Concat(WithinTextOf(text))
           select new DocumentedBlock(document.Replace('\\', '/'), block.Language, block.Text),
    ];

    /// <summary>The name of the test class that runs it; null where none is named.</summary>
    public string? Runner => Language switch
    {
        Shell when Text.Contains("Coder-Session-Token", StringComparison.Ordinal) => "DocumentedCommandsTests",
        Shell when ForAzure().IsMatch(Text) => "DocumentedDeploymentTests",
        Shell => "DocumentedProgramsTests",
        "json" => "DocumentedBodiesTests",
        "csharp" => "DocumentedCodeTests",
        "powerquery" => "PowerQueryTests",
        "yaml" => "PrometheusTests",
        "sql" when Text.Contains("CREATE ROLE", StringComparison.Ordinal) => "DocumentedGrantsTests",
        "sql" => "LakeTests",
        _ => null,
    };

    /// <summary>The blocks that a test class runs.</summary>
    /// <param name="test">Its name.</param>
    public static IEnumerable<DocumentedBlock> RunBy(string test) => All.Where(block => block.Runner == test);

    /// <summary>Whether a line is a command.</summary>
    public static bool IsCommand(string line) => Command().IsMatch(line);

    /// <inheritdoc />
    public override string ToString() => $"{Document}: {Text.Split('\n').FirstOrDefault(IsCommand) ?? Text.Split('\n')[0]}";

    private static IEnumerable<(string Language, string Text)> FencedIn(string text) =>
        Fence().Matches(text).Select(fence => (fence.Groups["language"].Value, fence.Groups["text"].Value));

    private static IEnumerable<(string Language, string Text)> WithinTextOf(string text) =>
        Span().Matches(Fence().Replace(text, "")).Select(span => span.Groups["text"].Value.ReplaceLineEndings(" ")).Where(IsCommand).Select(command => (Shell, command));

    [GeneratedRegex(@"^```(?<language>\S*)\r?\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Span();

    // A program and something that it is told, after variables that are set for it alone.
    [GeneratedRegex(@"^(\w+=\S* )*(dotnet|az|azd|func|npx|npm|node|git|curl|docker|kubectl|jq|gh|psql|coder|insights-collector|promtool|bash|sh|(infra|\.ci|tests)/[\w./-]+) +\S|^\.ci/run\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?m)(^|\()(az|azd|gh) |infra/deploy\.sh")]
    private static partial Regex ForAzure();
}
