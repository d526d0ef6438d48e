using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Insights.Functions.Insights;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Markdown becomes the plain text that Coder's terminal renderer makes of it.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("How many cores a workspace has.", "How many cores a workspace has.")]
    [InlineData("The **image**, see the [list](https://example.test/images)", "The image, see the list (https://example.test/images)")]
    [InlineData("*one* __two__ ~~three~~ `four` ***five***", "one two three four five")]
    [InlineData("2 * 3 < 7 & a_b_c &lt;&amp;&eacute; \\*kept\\*", "2 * 3 < 7 & a_b_c <&é *kept*")]
    [InlineData("See https://example.test/a_b for more.", "See (https://example.test/a_b) for more.")]
    [InlineData("<https://example.test> or <somebody@example.test>", "(https://example.test) or (mailto:somebody@example.test)")]
    [InlineData("![A map](https://example.test/map.png) of [**all** regions](/regions \"title\")", "A map (https://example.test/map.png) of all regions (/regions)")]
    [InlineData("As [below](#sizes) and [there][r]\n\n[r]: https://example.test/r", "As below and there (https://example.test/r)")]
    [InlineData("One line\nand the next  \nand another.", "One line\nand the next\nand another.")]
    [InlineData("One.\n\nTwo.\n\n\n\nThree.\n", "One.\n\nTwo.\n\nThree.")]
    [InlineData("# Size\nOf the *disk*.\n\n## In GiB\n\nAt most 100.", "Size\nOf the disk.\n\nIn GiB\nAt most 100.")]
    [InlineData("Choose:\n\n1. small\n2. **large**\n\nThen wait.", "Choose:\n\n1. small\n2. large\n\nThen wait.")]
    [InlineData("3) three\n4) four", "3. three\n4. four")]
    [InlineData("- a\n- b\n  - c\n  - d\n- e", "a\nb\n    c\n    d\ne")]
    [InlineData("Note:\n> Not *now*.\n> Later.", "Note:\n\nNot now.\nLater.")]
    [InlineData("Run:\n\n```sh\nls *\n```\n\nor\n\n    pwd", "Run:\n\nls *\n\nor\n\npwd")]
    [InlineData("Above\n\n---\n\nbelow <b>bold</b> and <!-- nothing -->.", "Above\n\nbelow bold and .")]
    [InlineData("<p class=\"x\">Inside &amp; out</p>", "Inside & out")]
    public void Markdown_is_answered_as_plain_text(string markdown, string text) => Assert.Equal(text, PlainText.Of(markdown));

    [Fact]
    public void What_is_nested_beyond_reason_is_answered_as_it_is()
    {
        foreach (var nested in (string[])[new string('>', 16_000), string.Concat(Enumerable.Repeat("- ", 8_000)) + "x", string.Concat(Enumerable.Repeat("[", 16_000))])
        {
            Assert.Equal(nested.Trim(), PlainText.Of(nested).Trim());
        }
    }

    [Fact]
    [SuppressMessage("Assertions", "xUnit2002", Justification = "That it returns is what is tested.")]
    public void Any_text_is_answered() =>
        Gen.OneOf(Gen.String, Gen.Char["*_[]()<>`~#-+.!|\\\n &;:/ab1"].Array[0, 60].Select(text => new string(text)))
            .Sample(text => PlainText.Of(text) is not null);
}
