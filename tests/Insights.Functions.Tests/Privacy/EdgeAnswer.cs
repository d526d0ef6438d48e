using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Privacy;

/// <summary>An answer, and what its head says of it.</summary>
internal sealed record EdgeAnswer(int Status, string Text, string Privacy, string PeopleSince, string DataSince, string Tag)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The users whom it lists.</summary>
    public IReadOnlyList<string> Ids => [.. ((Json["users"] ?? Json["report"]!["users"])!.AsArray()).Select(user => (string)user!["user_id"]!)];
}
