using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Insights.Functions.Tests.App;

/// <summary>Holds every answer that a test gets to the document of the API: its status, its type, and its body field by field.</summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Base = "/api/v2/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.StartsWith(Base, StringComparison.Ordinal) && IsTheServices(response))
        {
            var faults = await FaultsOfAsync(request, response, cancellationToken);
            Assert.True(
                faults.Count == 0,
                $"{request.Method} {request.RequestUri.PathAndQuery} answers {(int)response.StatusCode} other than the document says: {string.Join("; ", faults)}");
        }

        return response;
    }

    // What never came to it has no correlation.
    private static bool IsTheServices(HttpResponseMessage response) => response.Headers.Contains("X-Request-Id");

    private static async Task<IReadOnlyList<string>> FaultsOfAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (method, status) = (request.Method.Method, response.StatusCode);
        if (DescribedApi.Find(method, request.RequestUri!.AbsolutePath) is not { } operation)
        {
            return response.IsSuccessStatusCode || status == HttpStatusCode.NotModified ? ["there is no such operation"] : [];
        }

        var responses = operation["responses"]!.AsObject();
        if ((responses[((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture)] ?? (response.IsSuccessStatusCode ? null : responses["default"])) is not JsonObject described)
        {
            return ["the status is not described"];
        }

        string[] unknown = response.IsSuccessStatusCode ? [.. UnknownParametersOf(request, operation)] : [];
        if (method == "HEAD" || described["content"] is not JsonObject content)
        {
            return unknown;
        }

        var (mediaType, type) = Assert.Single(content);
        if (response.Content.Headers.ContentType?.MediaType != mediaType)
        {
            return [.. unknown, $"it is {response.Content.Headers.ContentType?.MediaType}, not {mediaType}"];
        }

        if (mediaType != "application/json" || response.Content.Headers.ContentEncoding.Count > 0)
        {
            return unknown;
        }

        // Read here, it can be read once more by who asked.
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return [.. unknown, .. StrictSchema.FaultsOf(JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)), type!["schema"]!.AsObject())];
    }

    private static IEnumerable<string> UnknownParametersOf(HttpRequestMessage request, JsonObject operation)
    {
        var known = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!).ToArray();
        return request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Uri.UnescapeDataString(part.Split('=')[0]))
            .Where(name => operation["requestBody"] is null && !known.Contains(name))
            .Select(name => $"it takes {name}, which is not described");
    }
}
