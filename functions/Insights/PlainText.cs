using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Extensions.Caching.Memory;

namespace Insights.Functions.Insights;

/// <summary>
/// Markdown as the plain text that Coder answers with, laid out as its terminal renderer does: marks are left out, addresses stand in
/// parentheses, items of a numbered list keep their numbers and those of another list have none, blocks stand on lines of their own.
/// </summary>
internal static class PlainText
{
    private const int NestedIndent = 4;

    /// <summary>For how many characters of text it is remembered what they become: descriptions hardly ever change, and some take long.</summary>
    private const int MaxRemembered = 2_000_000;

    private static readonly MemoryCache Remembered = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>The text of <paramref name="markdown"/>; as it is where nothing is marked, or where nobody could have meant it.</summary>
    public static string Of(string markdown)
    {
        if (markdown.Length == 0)
        {
            return markdown;
        }

        if (!Remembered.TryGetValue(markdown, out string? text))
        {
            text = Convert(markdown);
            Remembered.Set(markdown, text, new MemoryCacheEntryOptions { Size = markdown.Length + text.Length });
        }

        return text!;
    }

    private static string Convert(string markdown)
    {
        try
        {
            var text = new StringBuilder();
            Append(text, Markdown.Parse(markdown, Pipeline));
            return text.ToString().Trim();
        }
        catch (ArgumentException)
        {
            // Nested more deeply than the parser goes.
            return markdown.Trim();
        }
    }

    private static void Append(StringBuilder text, ContainerBlock blocks)
    {
        var isFirst = true;
        foreach (var block in blocks.Where(block => block is not LinkReferenceDefinitionGroup))
        {
            Append(text, block, isFirst);
            isFirst = false;
        }
    }

    private static void Append(StringBuilder text, Block block, bool isFirst)
    {
        switch (block)
        {
            case ParagraphBlock { Parent: ListItemBlock } paragraph:
                Append(text, paragraph.Inline);
                break;
            case ParagraphBlock paragraph:
                text.Append(isFirst ? "" : "\n");
                Append(text, paragraph.Inline);
                text.Append('\n');
                break;
            case HeadingBlock heading:
                text.Append(isFirst ? "" : "\n");
                Append(text, heading.Inline);
                break;
            case ListBlock list:
                text.Append('\n');
                Append(text, list);
                break;
            case QuoteBlock quote:
                text.Append('\n');
                Append(text, quote);
                break;
            case HtmlBlock html:
                text.Append(WithoutTags(html.Lines.ToString()));
                break;
            case CodeBlock code:
                text.Append('\n').Append(code.Lines.ToString()).Append('\n');
                break;
        }
    }

    private static void Append(StringBuilder text, ListBlock list)
    {
        var items = new StringBuilder();
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (list.IsOrdered)
            {
                items.Append(CultureInfo.InvariantCulture, $"{number++}. ");
            }

            Append(items, item);
            items.Append(item.LastChild is ListBlock || item == list.LastChild ? "" : "\n");
        }

        var indent = IsNested(list) ? new string(' ', NestedIndent) : "";
        text.Append(indent).Append(items.Replace("\n", $"\n{indent}")).Append('\n');
    }

    private static bool IsNested(ListBlock list)
    {
        for (var outer = list.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ListBlock)
            {
                return true;
            }
        }

        return false;
    }

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? [])
        {
            Append(text, inline);
        }
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append('(').Append(link.IsEmail ? "mailto:" : "").Append(link.Url).Append(')');
                break;
            case LinkInline { IsAutoLink: true } link:
                text.Append('(').Append(link.Url).Append(')');
                break;
            case LinkInline link:
                Append(text, (ContainerInline)link);

                // What only leads to a place in the text itself leads nowhere without it.
                text.Append(link.Url is { } url && url.StartsWith('#') ? "" : $" ({link.Url})");
                break;
            case ContainerInline marked:
                Append(text, marked);
                break;
        }
    }

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var rest = new StringSlice(html); !rest.IsEmpty;)
        {
            if (rest.CurrentChar != '<' || !HtmlHelper.TryParseHtmlTag(ref rest, out _))
            {
                text.Append(rest.CurrentChar);
                rest.NextChar();
            }
        }

        return WebUtility.HtmlDecode(text.ToString().Trim());
    }
}
