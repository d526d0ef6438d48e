using System.Net;
using System.Security.Cryptography;
using System.Text;
using Insights.Functions.Tests.Http;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Which tokens of the issuer, all of them signed by it, are taken for access tokens, and whose.</summary>
public sealed class SignInTokenTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private const string Header = """ "alg":"RS256","typ":"JWT" """;

    [Theory]
    [InlineData("""{"oid":"oid-owner","scp":"access"}""")]
    [InlineData("""{"oid":"oid-owner","azp":"an-application"}""")]
    [InlineData("""{"oid":"oid-owner","appid":"an-application"}""")]
    [InlineData("""{"oid":"oid-owner","client_id":"an-application"}""")]
    [InlineData("""{"sub":"oid-owner","scope":"openid profile","typ":"Bearer"}""")]
    [InlineData("""{"oid":"oid-owner"}""", "at+jwt")]
    [InlineData("""{"oid":"oid-owner","auth_time":1,"acr":"1","nonce":"n"}""", "application/AT+JWT")]
    public async Task An_access_token_is_taken(string claims, string type = "JWT")
    {
        var me = (await SendAsync($$""" "alg":"RS256","typ":"{{type}}" """, claims)).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal("owner", me["username"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"oid":"oid-owner"}""")]
    [InlineData("""{"oid":"oid-owner","name":"The Owner","preferred_username":"owner","roles":["Insights.Owner"]}""")]
    [InlineData("""{"oid":"oid-owner","scp":"access","nonce":"n"}""")]
    [InlineData("""{"oid":"oid-owner","azp":"an-application","at_hash":"h"}""")]
    [InlineData("""{"oid":"oid-owner","azp":"an-application","c_hash":"h"}""")]
    [InlineData("""{"sub":"oid-owner","azp":"an-application","typ":"ID"}""")]
    public async Task A_token_made_for_signing_in_is_no_access_token(string claims) => (await SendAsync(Header, claims)).AssertError(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData(""" "alg":"RS256","crit":["exp"] """)]
    [InlineData(""" "alg":"RS256","crit":["urn:of:the:future"],"urn:of:the:future":true """)]
    [InlineData(""" "alg":"RS256","crit":[] """)]
    [InlineData(""" "alg":"RS256","crit":null """)]
    [InlineData(""" "alg":"RS256","b64":true,"crit":["b64"] """)]
    [InlineData(""" "alg":"RS256","alg":"RS256" """)]
    public async Task A_header_that_must_be_understood_and_is_not_spoils_the_token(string header) =>
        (await SendAsync(header, """{"oid":"oid-owner","scp":"access"}""")).AssertError(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("""{"scp":"access"}""")]
    [InlineData("""{"oid":5,"sub":"oid-owner","scp":"access"}""")]
    [InlineData("""{"oid":null,"sub":"oid-owner","scp":"access"}""")]
    [InlineData("""{"oid":"","sub":"oid-owner","scp":"access"}""")]
    [InlineData("""{"oid":["oid-owner"],"scp":"access"}""")]
    [InlineData("""{"oid":{"of":"oid-owner"},"scp":"access"}""")]
    [InlineData("""{"sub":7,"scp":"access"}""")]
    [InlineData("""{"sub":true,"scp":"access"}""")]
    [InlineData("""{"oid":"oid-member","oid":"oid-owner","scp":"access"}""")]
    [InlineData("""{"oid":"\ud800","scp":"access"}""")]
    public async Task A_subject_that_is_no_text_is_no_subject(string claims) => (await SendAsync(Header, claims)).AssertError(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_subject_that_no_user_of_the_catalog_could_have_is_nobodys()
    {
        (await SendAsync(Header, $$"""{"oid":"{{new string('x', 256)}}","scp":"access"}""")).AssertStatus(HttpStatusCode.OK);
        (await SendAsync(Header, $$"""{"oid":"{{new string('x', 257)}}","scp":"access"}""")).AssertError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("\"Insights.Auditor\"", true)]
    [InlineData("[5,\"Insights.Auditor\"]", true)]
    [InlineData("[[\"Insights.Auditor\"]]", false)]
    [InlineData("{\"Insights.Auditor\":true}", false)]
    [InlineData("\"insights.auditor\"", false)]
    [InlineData("\"Insights.Auditor \"", false)]
    [InlineData("\"Insights.Owner,Insights.Auditor\"", false)]
    public async Task Only_a_role_that_is_known_gives_anything(string roles, bool views)
    {
        var me = (await SendAsync(Header, $$"""{"oid":"oid-of-nobody","scp":"access","roles":{{roles}}}""")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal(views, me["permissions"]!["view_all_insights"]!.GetValue<bool>());
        Assert.False(me["permissions"]!["administer"]!.GetValue<bool>());
    }

    // Signed as it is written, so that also what no library would write is.
    private Task<ApiAnswer> SendAsync(string header, string claims)
    {
        var now = world.App.Clock.GetUtcNow().ToUnixTimeSeconds();
        var payload = $$"""{"iss":"{{world.Issuer.Authority}}","aud":"{{TestIssuer.Audience}}","nbf":{{now - 300}},"exp":{{now + 3600}},{{claims[1..]}}""";
        var content = $"{Encoded($$"""{"kid":"{{world.Issuer.Key.KeyId}}",{{header}}}""")}.{Encoded(payload)}";
        var signature = world.Issuer.Key.Rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return world.SendWithAsync($"{content}.{Base64UrlEncoder.Encode(signature)}", "GET", "users/me");
    }

    private static string Encoded(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
}
