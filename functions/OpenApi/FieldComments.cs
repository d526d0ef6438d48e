using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Insights.Functions.OpenApi;

/// <summary>
/// What the fields of answers are, in the words of the comments on the properties that they are written from: the compiler leaves them in a file beside the assembly,
/// which is read when the document is made.
/// </summary>
internal sealed partial class FieldComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _comments = [];

    /// <summary>What a property is.</summary>
    /// <exception cref="InvalidOperationException">There is no comment on it.</exception>
    public string Of(MemberInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var declared = property.DeclaringType!;
        declared = declared.IsGenericType ? declared.GetGenericTypeDefinition() : declared;
        return CommentsOf(declared.Assembly).TryGetValue($"P:{declared.FullName!.Replace('+', '.')}.{property.Name}", out var comment)
            && TextOf(comment) is { Length: > 0 } text
                ? text
                : throw new InvalidOperationException($"Nothing says what {declared}.{property.Name} is: it needs a comment.");
    }

    private Dictionary<string, XElement> CommentsOf(Assembly assembly)
    {
        if (!_comments.TryGetValue(assembly, out var comments))
        {
            var file = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
            comments = file.Root!.Element("members")!.Elements()
                .Where(member => member.Element("summary") is not null).ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!);
            _comments.Add(assembly, comments);
        }

        return comments;
    }

    // In CommonMark, as descriptions are; what a comment names is called there as the answer calls it.
    private static string TextOf(XElement comment) => Blanks().Replace(string.Concat(comment.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } named => $"`{NameIn(named)}`",
        _ => throw new InvalidOperationException($"Nobody knows how to write {node}."),
    })), " ").Trim();

    private static string NameIn(XElement named) =>
        (string?)named.Attribute("langword") ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(((string?)named.Attribute("cref") ?? (string)named.Attribute("name")!).Split('.', ':')[^1]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
