using System.Text.RegularExpressions;
using Insights.Functions.Tests.Architecture;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What is promised is tested.</summary>
public sealed partial class PrivacyDocumentTests
{
    [Fact]
    public void Every_test_that_the_document_names_is_there()
    {
        var tests = typeof(PrivacyDocumentTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").ToHashSet();
        var named = TestName().Matches(Repository.Read("docs/privacy.md")).Select(name => name.Groups[1].Value).ToArray();
        Assert.True(named.Length > 15, $"The document names only {named.Length} tests.");
        Assert.Equal([], named.Where(name => !tests.Contains(name)));
    }

    [Fact]
    public void The_document_names_every_test_of_routes_differences_reveals_and_of_what_is_stored()
    {
        var document = Repository.Read("docs/privacy.md");
        var tests = ((Type[])[typeof(PrivateRoutesTests), typeof(DifferencingTests), typeof(RevealTests), typeof(OwnDataTests), typeof(NeverStoredTests), typeof(PeopleSinceTests), typeof(SpokenForTests)]).SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0);
        Assert.Equal([], tests.Select(test => $"{test.DeclaringType!.Name}.{test.Name}").Where(name => !document.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_promise_of_the_agreement_has_its_test()
    {
        var promises = Regex.Split(Repository.Read("docs/privacy.md").Split("## For an agreement")[1], @"^\d+\. ", RegexOptions.Multiline)[1..];
        Assert.Equal(9, promises.Length);

        // But for the last, which the service cannot keep; and where a promise goes on after a test, with another.
        Assert.All(promises[..^1], promise => Assert.Matches(@"`\w+Tests\.\w+`\)[.;]?\s*$", promise));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
