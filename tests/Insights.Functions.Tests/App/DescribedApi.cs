using System.Text.Json.Nodes;
using Insights.Functions.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Tests.App;

/// <summary>The document of the API as the service makes it, and what a request finds in it.</summary>
internal static class DescribedApi
{
    private static readonly Lazy<JsonObject> Made = new(() =>
    {
        var services = new ServiceCollection().AddInsights(new ConfigurationBuilder().Build());
        using var provider = services.BuildServiceProvider();
        return (JsonObject)JsonNode.Parse(provider.GetRequiredService<ApiDocument>().ToUtf8())!;
    });

    public static JsonObject Document => Made.Value;

    /// <summary>The paths, which are tried in this order: one without a parameter before one with.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Paths => Document["paths"]!.AsObject().OrderBy(path => path.Key.Contains('{', StringComparison.Ordinal));

    /// <summary>The operation that a request reaches; null for none.</summary>
    public static JsonObject? Find(string method, string path) =>
        Paths.FirstOrDefault(known => Matches(known.Key, path)).Value?[method.ToLowerInvariant()] as JsonObject;

    private static bool Matches(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.TrimEnd('/').Split('/'));
        return wanted.Length == given.Length
            && wanted.Zip(given).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
