namespace Insights.Functions.Notices;

/// <summary>Something that people are told.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Paragraphs">What there is to say, under headings.</param>
/// <param name="Link">Where to see more; null for nowhere.</param>
internal sealed record Notice(string Title, IReadOnlyList<Notice.Paragraph> Paragraphs, Uri? Link)
{
    /// <summary>A part of it.</summary>
    /// <param name="Heading">Its heading; empty for none.</param>
    /// <param name="Lines">What it says, line by line.</param>
    internal sealed record Paragraph(string Heading, IReadOnlyList<Line> Lines);

    /// <summary>A line of it.</summary>
    /// <param name="Subject">What it begins with, and is about; empty for nothing of its own.</param>
    /// <param name="Text">What it goes on with.</param>
    /// <param name="Link">Where to see more of the subject; null for nowhere.</param>
    internal sealed record Line(string Subject, string Text, Uri? Link)
    {
        public static implicit operator Line(string text) => new("", text, null);
    }
}
