using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Coder.Tests.World;

/// <summary>Tokens of services.</summary>
internal static class Tokens
{
    public static Task<(string Id, string Token)> NewAsync(InsightsApp app, params string[] scopes) => NewAsync(app, "collector", scopes);

    public static async Task<(string Id, string Token)> NewAsync(InsightsApp app, string name, string[] scopes)
    {
        var body = new JsonObject { ["name"] = name, ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]), ["service"] = true };
        using var response = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(body));
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (made["id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
    }
}
