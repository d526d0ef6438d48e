using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>Whatever a document gives to be copied and used is run, or loaded by what it is for, by a test.</summary>
public sealed partial class DocumentedBlocksTests
{
    [Fact]
    public void Every_block_and_every_command_has_a_test_that_runs_it()
    {
        var blocks = DocumentedBlock.All.Where(block => block.Language != DocumentedBlock.Picture).ToArray();
        Assert.NotEmpty(blocks);
        Assert.Equal([], blocks.Where(block => block.Runner is null).Select(block => $"{block} (in {block.Language}) is run by nobody: name who does in {nameof(DocumentedBlock)}."));
    }

    [Fact]
    public void Who_is_named_takes_his_blocks_from_the_documents()
    {
        var takers = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests")).SelectMany(SourcesIn)
            .SelectMany(path => Taking().Matches(File.ReadAllText(path)).Select(taking => taking.Groups["name"].Value));

        Assert.Equal(DocumentedBlock.All.Select(block => block.Runner).OfType<string>().Distinct().Order(StringComparer.Ordinal), takers.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_there_to_be_looked_at_hides_no_command() => Assert.Equal(
        [],
        DocumentedBlock.All.Where(block => block.Language == DocumentedBlock.Picture)
            .SelectMany(block => block.Text.Split('\n').Where(line => DocumentedBlock.IsCommand(line.TrimStart('$', ' '))).Select(line => $"{block.Document}: {line}")));

    [Theory]
    [InlineData("dotnet test", true)]
    [InlineData("A=b dotnet run --project functions", true)]
    [InlineData("infra/deploy.sh rg-insights", true)]
    [InlineData("infra/deploy.sh", false)]
    [InlineData("coder/Items", false)]
    [InlineData("GET /api/v2/metrics", false)]
    public void A_command_within_the_text_is_a_program_that_is_told_something(string span, bool isCommand) => Assert.Equal(isCommand, DocumentedBlock.IsCommand(span));

    private static IEnumerable<string> SourcesIn(string project) =>
        Directory.EnumerateFiles(project, "*.cs").Concat(Directory.EnumerateDirectories(project).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj" or "node_modules")).SelectMany(SourcesIn));

    [GeneratedRegex(@"\bDocumentedBlock\.RunBy\(nameof\((?<name>\w+)\)\)")]
    private static partial Regex Taking();
}
