using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Insights.Functions.Dashboard;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Dashboard;

/// <summary>How the page and its files are served. Nobody is signed in.</summary>
public sealed partial class DashboardAnswerTests : IClassFixture<CollectingApp>, IDisposable
{
    private const int MaxCompressed = 150 * 1024;

    private readonly HttpClient _stranger;

    public DashboardAnswerTests(CollectingApp collecting) => _stranger = new HttpClient { BaseAddress = collecting.App.Http.BaseAddress };

    public void Dispose() => _stranger.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/?code=x&state=y")]
    [InlineData("/deployment")]
    [InlineData("/templates/00000000-0000-0000-0000-000000000001")]
    [InlineData("/templates/anything")]
    public async Task Every_view_has_the_same_page(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl is { NoCache: true, NoStore: false });
        Assert.Equal(DashboardFiles.Page.Identity, await BytesAsync(response));
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("GET", "/templates")]
    [InlineData("GET", "/deployment/more")]
    [InlineData("GET", "/templates/a/b")]
    [InlineData("GET", "/index.html")]
    public async Task Nothing_else_is_open(string method, string path) =>
        (await ApiAnswer.OfAsync(_stranger, new HttpRequestMessage(new HttpMethod(method), path))).AssertError(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("/assets/index.html")]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/..%2findex.html")]
    [InlineData("/assets/favicon.svg.br")]
    public async Task An_asset_that_there_is_not_is_not_found(string path) =>
        (await ApiAnswer.OfAsync(_stranger, new HttpRequestMessage(HttpMethod.Get, path))).AssertError(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/templates")]
    [InlineData("/deployment/more")]
    [InlineData("/apiary")]
    [InlineData("/assets/none.js")]
    public async Task Who_is_lost_with_a_browser_gets_the_page_which_says_so(string path)
    {
        using var response = await GetAsync(path, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.CacheControl is { NoStore: true });
        Assert.Contains("script-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(DashboardFiles.Page.Identity, await BytesAsync(response));
    }

    [Theory]
    [InlineData("GET", "/api/v2/none", "text/html")]
    [InlineData("GET", "/API/v2/none", "text/html")]
    [InlineData("GET", "/api", "text/html")]
    [InlineData("POST", "/none", "text/html")]
    [InlineData("GET", "/none", "*/*")]
    [InlineData("GET", "/none", "text/html;q=0, application/json")]
    [InlineData("GET", "/none", ";;;")]
    public async Task Who_is_lost_with_a_program_gets_an_error_of_the_API(string method, string path, string accepted)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accepted);
        (await ApiAnswer.OfAsync(_stranger, request)).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_the_page_refers_to_is_there_and_hashed_names_are_kept_for_ever()
    {
        var references = ReferencePattern().Matches(Encoding.UTF8.GetString(DashboardFiles.Page.Identity)).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(3, references.Length);
        foreach (var path in references)
        {
            using var response = await GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var isHashed = HashedPattern().IsMatch(path);
            Assert.Equal(isHashed ? "public, max-age=31536000, immutable" : "no-cache", response.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, gzip;q=0, *;q=0", null)]
    [InlineData("identity", null)]
    [InlineData(";;;", null)]
    [InlineData(null, null)]
    public async Task A_file_is_compressed_as_the_client_accepts_it(string? accepted, string? encoding)
    {
        foreach (var file in DashboardFiles.Assets)
        {
            using var response = await GetAsync($"/assets/{file.Name}", ("Accept-Encoding", accepted));
            Assert.Equal(encoding is null ? [] : [encoding], response.Content.Headers.ContentEncoding);
            Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
            Assert.Equal(file.Identity, Decoded(await BytesAsync(response), encoding));
        }
    }

    [Fact]
    public async Task A_known_tag_gets_304_without_a_body()
    {
        foreach (var path in DashboardFiles.Assets.Select(file => $"/assets/{file.Name}").Append("/"))
        {
            using var first = await GetAsync(path, ("Accept-Encoding", "br"));
            var tag = first.Headers.ETag!.ToString();
            foreach (var known in (string[])[tag, $"\"other\", W/{tag}", "*"])
            {
                using var again = await GetAsync(path, ("Accept-Encoding", "br"), ("If-None-Match", known));
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
                Assert.Equal(tag, again.Headers.ETag?.ToString());
                Assert.Empty(await BytesAsync(again));
            }

            // Another form of the file is another representation.
            using var other = await GetAsync(path, ("Accept-Encoding", "gzip"), ("If-None-Match", tag));
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_the_body()
    {
        using var response = await _stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(DashboardFiles.Page.Identity.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await BytesAsync(response));
    }

    [Fact]
    public async Task The_page_may_do_nothing_but_load_its_files_and_call_its_API()
    {
        using var response = await GetAsync("/");
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
    }

    [Theory]
    [InlineData("https://login.example.test/tenant/v2.0", "connect-src 'self' https://login.example.test;")]
    [InlineData("http://127.0.0.1:5001/", "connect-src 'self' http://127.0.0.1:5001;")]
    [InlineData("", "connect-src 'self';")]
    [InlineData(null, "connect-src 'self';")]
    public void Where_people_sign_in_elsewhere_the_page_may_call_that_origin(string? authority, string expected) =>
        Assert.Contains(expected, ContentPolicy.Of(authority, []), StringComparison.Ordinal);

    [Fact]
    public void All_of_it_is_small()
    {
        var files = DashboardFiles.Assets.Append(DashboardFiles.Page).ToArray();
        Assert.True(files.Sum(file => file.Brotli.Length) < MaxCompressed, "The page is too large, compressed as br.");
        Assert.True(files.Sum(file => file.Gzip.Length) < MaxCompressed, "The page is too large, compressed as gzip.");
    }

    [Fact]
    public void Nothing_of_it_is_inline_or_from_elsewhere()
    {
        var page = Encoding.UTF8.GetString(DashboardFiles.Page.Identity);
        Assert.DoesNotMatch("(?i)<script(?![^>]*src=)|<style|style=|\\son[a-z]+=|https?://", page);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex("-[A-Z0-9]{8}\\.(js|css)$")]
    private static partial Regex HashedPattern();

    private static byte[] Decoded(byte[] content, string? encoding)
    {
        using var source = new MemoryStream(content);
        using Stream decoded = encoding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var all = new MemoryStream();
        decoded.CopyTo(all);
        return all.ToArray();
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _stranger.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
