using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Dashboard;

/// <summary>Which form of a file a client gets.</summary>
/// <param name="Name">What <c>Content-Encoding</c> says; null for the file as it is.</param>
/// <param name="Content">The bytes.</param>
internal readonly record struct ContentEncoding(string? Name, byte[] Content)
{
    /// <summary>The smallest form that <c>Accept-Encoding</c> allows. One with a quality of 0 is not allowed.</summary>
    public static ContentEncoding Of(DashboardFile file, HttpRequest request)
    {
        var accepted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var values) ? values : [];
        return Accepts(accepted, "br") ? new("br", file.Brotli)
            : Accepts(accepted, "gzip") ? new("gzip", file.Gzip)
            : new(null, file.Identity);
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var entry = accepted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return entry is not null && entry.Quality is not 0;
    }
}
