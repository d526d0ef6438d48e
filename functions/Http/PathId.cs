namespace Insights.Functions.Http;

/// <summary>Reads an id from the path of a request.</summary>
internal static class PathId
{
    /// <exception cref="ApiException">400: it is no UUID.</exception>
    public static Guid Parse(string name, string text) =>
        Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw ApiException.BadRequest(
                "Path parameter has invalid value.", [new FieldError(name, $"must be a UUID, but is \"{JsonItem.Shown(text)}\"")]);
}
