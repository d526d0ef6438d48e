using Insights.Functions.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>What documents have in C# compiles: a program as it is, and a property's value within the options that it is of.</summary>
public sealed class DocumentedCodeTests
{
    private const string Usings = """
        using System;
        using DevelopmentHost;
        using DevelopmentHost.Workers;
        using Microsoft.Azure.Functions.Worker.Builder;
        using Microsoft.Extensions.Configuration;

        """;

    private static readonly DocumentedBlock[] All = [.. DocumentedBlock.RunBy(nameof(DocumentedCodeTests))];

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Code_that_is_written_down_compiles(int number)
    {
        var block = All[number];
        var program = block.Text.StartsWith("Launcher = ", StringComparison.Ordinal)
            ? $"await using var host = await FunctionsHost.StartAsync(new() {{ ApplicationDirectory = \".\", {block.Text} }});"
            : block.Text;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Documented", [CSharpSyntaxTree.ParseText(Usings + program, cancellationToken: TestContext.Current.CancellationToken)], references, new CSharpCompilationOptions(OutputKind.ConsoleApplication));

        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => $"{block}: {found}"));
    }
}
