using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Dashboard;

/// <summary>Which form of a file a client gets.</summary>
/// <param name="Name">What <c>Content-Encoding</c> says; null for the file as it is.</param>
/// <param name="Content">The bytes.</param>
internal readonly record struct ContentEncoding(string? Name, byte[] Content)
{
    /// <summary>The smallest form that <c>Accept-Encoding</c> allows. One with a quality of 0 is not allowed.</summary>
    public static ContentEncoding Of(DashboardFile file, HttpRequest request) => AcceptedEncoding.Of(request) switch
    {
        AcceptedEncoding.Brotli => new(AcceptedEncoding.Brotli, file.Brotli),
        AcceptedEncoding.Gzip => new(AcceptedEncoding.Gzip, file.Gzip),
        _ => new(null, file.Identity),
    };
}
