using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Http;

/// <summary>
/// Reads a query that came as a body, for queries that are longer than servers take an address: about 8,000 characters, which 220 ids
/// fill.
/// </summary>
internal static class FormBody
{
    /// <summary>The most bytes of such a body: 1,000 ids, however they are escaped, and the rest.</summary>
    public const int MaxLength = 128 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>The parameters of a request: those of its address, or for a POST those of its body.</summary>
    /// <exception cref="ApiException">
    /// 400: there are some in the address of a POST too; 413: the body is too long; 415: it is of another type, or compressed.
    /// </exception>
    public static async Task<IQueryCollection> QueryOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return request.Query;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                new ApiError("The content type is not supported.", $"It is \"{JsonItem.Shown(request.ContentType ?? "")}\"; a query in a body is {MediaType}."));
        }

        if (request.QueryString.HasValue && request.QueryString.Value!.Length > 1)
        {
            throw ApiException.BadRequest("A query is in the address or in the body.", detail: "This request has one in both. Put all of it into the body.");
        }

        return new QueryCollection(QueryHelpers.ParseQuery(await ReadAsync(request, cancellationToken)));
    }

    private static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType, new ApiError("The content encoding is not supported.", "A query in a body is sent as it is."));
        }

        try
        {
            var read = await request.BodyReader.ReadAtLeastAsync(MaxLength + 1, cancellationToken);
            var text = read.Buffer.Length > MaxLength ? null : Encoding.UTF8.GetString(read.Buffer);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return text ?? throw ApiException.TooLarge($"A query in a body may have {MaxLength} bytes.");
        }
        catch (BadHttpRequestException e)
        {
            throw new ApiException(e.StatusCode, new ApiError("Request body could not be read."));
        }
    }
}
