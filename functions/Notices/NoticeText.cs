using System.Text;
using System.Text.Json.Nodes;

namespace Insights.Functions.Notices;

/// <summary>A notice in the forms that are sent. Names of templates are text in all of them, whatever they are made of.</summary>
internal static class NoticeText
{
    // What has a meaning in Markdown, in Slack's form of it, or in both.
    private const string Marks = "\\`*_{}[]()#+!|<>~&";

    /// <summary>In Markdown.</summary>
    public static string ToMarkdown(Notice notice)
    {
        var text = new StringBuilder("# ").Append(Escaped(notice.Title)).Append('\n');
        foreach (var paragraph in notice.Paragraphs)
        {
            text.Append(paragraph.Heading.Length > 0 ? $"\n## {Escaped(paragraph.Heading)}\n" : "").Append('\n');
            foreach (var line in paragraph.Lines)
            {
                text.Append("- ").Append(Marked(line)).Append('\n');
            }
        }

        return notice.Link is { } link ? text.Append("\n<").Append(link.AbsoluteUri).Append(">\n").ToString() : text.ToString();
    }

    /// <summary>As a message with an adaptive card, as Teams takes it.</summary>
    public static JsonObject ToTeams(Notice notice)
    {
        var body = new JsonArray(Block(Escaped(notice.Title), "Large", "Bolder"));
        foreach (var paragraph in notice.Paragraphs)
        {
            if (paragraph.Heading.Length > 0)
            {
                body.Add(Block(Escaped(paragraph.Heading), "Medium", "Bolder"));
            }

            foreach (var line in paragraph.Lines)
            {
                body.Add(Block(Marked(line), "Default", "Default"));
            }
        }

        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = body,
        };
        if (notice.Link is { } link)
        {
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open the page", ["url"] = link.AbsoluteUri });
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        };
    }

    /// <summary>As a message of Slack.</summary>
    public static JsonObject ToSlack(Notice notice)
    {
        var text = new StringBuilder("*").Append(ForSlack(notice.Title)).Append("*\n");
        foreach (var paragraph in notice.Paragraphs)
        {
            text.Append(paragraph.Heading.Length > 0 ? $"*{ForSlack(paragraph.Heading)}*\n" : "");
            foreach (var line in paragraph.Lines)
            {
                var subject = line.Link is { } about ? $"<{about.AbsoluteUri}|{ForSlack(line.Subject)}>" : ForSlack(line.Subject);
                text.Append("• ").Append(subject).Append(ForSlack(line.Text)).Append('\n');
            }
        }

        return new JsonObject { ["text"] = notice.Link is { } link ? text.Append('<').Append(link.AbsoluteUri).Append('>').ToString() : text.ToString() };
    }

    // A text block knows some Markdown too, links among it.
    private static JsonObject Block(string text, string size, string weight) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["size"] = size, ["weight"] = weight };

    private static string Marked(Notice.Line line) => (line.Link is { } link ? $"[{Escaped(line.Subject)}]({link.AbsoluteUri})" : Escaped(line.Subject)) + Escaped(line.Text);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(char.IsControl(character) ? " " : Marks.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString());
        }

        return escaped.ToString();
    }

    // Three characters are control characters to Slack. Others that it takes for marks are shown as they are with a character of no width between.
    private static string ForSlack(string text) => string.Concat(text.Select(character => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '*' or '_' or '~' or '`' => $"\u200b{character}",
        _ when char.IsControl(character) => " ",
        _ => character.ToString(),
    }));
}
