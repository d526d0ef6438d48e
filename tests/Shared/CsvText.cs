using System.Text;

namespace Insights.Functions.Tests.Shared;

/// <summary>Reads CSV by RFC 4180, strictly.</summary>
internal static class CsvText
{
    public static IReadOnlyList<string[]> Parse(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            fields.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (!text.AsSpan(at).StartsWith("\r\n"))
                {
                    continue;
                }

                fields.Add("");
            }

            if (!text.AsSpan(at).StartsWith("\r\n"))
            {
                throw new FormatException($"A record must end with CR LF at {at}.");
            }

            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }

        return records;
    }

    private static string Plain(string text, ref int at)
    {
        var length = text.AsSpan(at).IndexOfAny(",\r");
        var field = text.Substring(at, length);
        if (field.AsSpan().IndexOfAny("\"\n") >= 0)
        {
            throw new FormatException($"The field at {at} must be quoted.");
        }

        at += length;
        return field;
    }

    private static string Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
        {
            at += text[at] == '"' ? 1 : 0;
            field.Append(text[at]);
        }

        at++;
        return field.ToString();
    }
}
