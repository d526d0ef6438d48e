using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>One finds one's way in the documents, and they say what there is.</summary>
public sealed partial class DocumentsTests
{
    private const string Entrance = "README.md";

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_of_it()
    {
        var broken =
            from document in Repository.Documents
            from link in LinksOf(document)
            where !File.Exists(Path.Combine(Repository.Root, link.Path)) || (link.Heading is { } heading && !HeadingsOf(link.Path).Contains(heading))
            select $"{document}: {link}";
        Assert.Equal([], broken);
    }

    [Fact]
    public void Every_document_is_reached_from_the_readme()
    {
        var reached = new HashSet<string> { Entrance };
        for (var next = new Queue<string>(reached); next.TryDequeue(out var document);)
        {
            foreach (var link in LinksOf(document).Where(link => Path.GetExtension(link.Path) == ".md" && reached.Add(link.Path)))
            {
                next.Enqueue(link.Path);
            }
        }

        Assert.Equal(Repository.Documents, reached.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_is_read_in_five_minutes() => Assert.InRange(new FileInfo(Path.Combine(Repository.Root, Entrance)).Length, 1, 12 * 1024);

    [Fact]
    public void Every_route_of_the_API_is_described()
    {
        var described = Span().Matches(Repository.Read("docs/api.md")).Select(span => span.Groups["path"].Value).ToHashSet();
        var routes = FunctionMetadata.Routed.Where(function => function.Route.StartsWith("api/v2/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(routes);
        Assert.Equal([], routes.Select(function => function.Route["api/v2".Length..]).Where(path => !described.Contains(Constraint().Replace(path, "}"))));
    }

    [Fact]
    public void Documents_name_no_other_file_that_is_not_there()
    {
        var gone =
            from document in Repository.Documents
            from Match name in SourceName().Matches(Repository.Read(document))
            let path = name.Groups["path"].Value
            where !Path.Exists(Path.Combine(Repository.Root, path)) && !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path))
            select $"{document}: {path}";
        Assert.Equal([], gone);
    }

    private static IEnumerable<(string Path, string? Heading)> LinksOf(string document) =>
        from Match link in Link().Matches(Fence().Replace(Repository.Read(document), ""))
        let path = link.Groups["path"].Value
        select (
            path.Length == 0 ? document : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path))),
            link.Groups["heading"] is { Success: true, Value: var heading } ? heading : null);

    // As the places of code show them: lower case, hyphens for blanks, and of all other signs none.
    private static HashSet<string> HeadingsOf(string document) =>
        [.. Heading().Matches(Fence().Replace(Repository.Read(document), "")).Select(heading => Sign().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Sign();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`(?:[A-Z]+ )?(?<path>/[^\s`?]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"`(?<path>(functions|coder|collector|local|deploy|infra|tests|docs|grafana)/[\w./-]+)`")]
    private static partial Regex SourceName();
}
