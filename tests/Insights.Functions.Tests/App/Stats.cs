using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.App;

/// <summary>Bodies of single stats.</summary>
internal static class Stats
{
    public static readonly Guid Template = new("70000000-0000-0000-0000-000000000001");

    public static Guid User(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>One connected session of a user in Visual Studio Code, with a latency of 50 ms.</summary>
    public static JsonObject Of(DateTimeOffset createdAt, int user, Guid? template = null) => new()
    {
        ["stats"] = new JsonArray(new JsonObject
        {
            ["created_at"] = createdAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["user_id"] = User(user),
            ["agent_id"] = User(user),
            ["workspace_id"] = User(user),
            ["template_id"] = template ?? Template,
            ["connection_count"] = 1,
            ["connection_median_latency_ms"] = 50,
            ["session_counts"] = new JsonObject { ["vscode"] = 1 },
        }),
    };
}
