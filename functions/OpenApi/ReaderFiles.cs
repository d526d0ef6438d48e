using System.Text;
using Insights.Functions.Dashboard;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.OpenApi;

/// <summary>The document of the API, the page that shows it, and the page's style: made once, sent as the files of the other page are.</summary>
/// <param name="document">The document.</param>
public sealed class ReaderFiles(ApiDocument document)
{
    private static readonly string Policy = ContentPolicy.Of(authority: null, imageOrigins: []);

    private readonly Lazy<DashboardFile> _document = new(() => DashboardFile.Of("openapi.json", document.ToUtf8()));
    private readonly Lazy<DashboardFile> _page = new(() => DashboardFile.Of("docs.html", Encoding.UTF8.GetBytes(new ReaderHtml(document.Json).Write())));
    private readonly Lazy<DashboardFile> _style = new(() => DashboardFile.Of("docs.css", ReadStyle()));

    /// <summary>The document.</summary>
    public IResult Document() => new DashboardResult(_document.Value, Policy);

    /// <summary>The page.</summary>
    public IResult Page() => new DashboardResult(_page.Value, Policy);

    /// <summary>The page's style.</summary>
    public IResult Style() => new DashboardResult(_style.Value, Policy);

    private static byte[] ReadStyle()
    {
        using var stream = typeof(ReaderFiles).Assembly.GetManifestResourceStream("openapi/docs.css")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
