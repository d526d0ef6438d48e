using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Storage;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>An item that no row could hold is refused; what is let through without being measured fits, however it grows.</summary>
public sealed class ItemLengthTests
{
    private const string Id = "00000000-0000-4000-8000-000000000001";

    // As long as one may be that is not measured.
    private const int Unmeasured = EntityBytes.MaxItemLength / 18;

    public static TheoryData<string> Growing =>
    [
        Version(Repeated("""{"name":"p","options":[""", "{}", "]}", 900)),
        Version(Repeated("", """{"name":"p"}""", "", 1000)),
        Version(string.Join(',', Enumerable.Repeat($$"""{"name":"p","description":"{{new string('<', 14_000)}}"}""", 3))),
        Version(string.Join(',', Enumerable.Repeat($$"""{"name":"p","description":"{{new string('ß', 7_000)}}"}""", 3))),
    ];

    [Theory]
    [MemberData(nameof(Growing))]
    public void What_is_not_measured_fits(string json)
    {
        var body = JsonDocument.Parse($$"""{"template_versions":[{{json}}]}""").RootElement;
        Assert.InRange(json.Length, 1, Unmeasured);
        var validation = new Validation();
        var version = Assert.Single(CatalogItems.Read(body, Bounds, validation).TemplateVersions);
        validation.ThrowIfInvalid("The version is meant to be valid.");
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(version, CatalogJson.Default.TemplateVersion).Length, 1, EntityBytes.MaxItemLength);
    }

    [Fact]
    public void What_does_not_fit_is_named_as_a_whole()
    {
        // 180 KB that become more than 1 MiB.
        var large = Version(string.Join(',', Enumerable.Repeat($$"""{"name":"p","description":"{{new string('<', 16_000)}}"}""", 11)));
        Assert.Equal("template_versions[1]", Assert.Single(Errors("template_versions", Version(""), large)).Field);
    }

    [Fact]
    public void What_is_long_and_fits_is_taken() =>
        Assert.Empty(Errors("template_versions", Version(string.Join(',', Enumerable.Repeat($$"""{"name":"p","description":"{{new string('x', 16_000)}}"}""", 45)))));

    private static IReadOnlyList<FieldError> Errors(string list, params IEnumerable<string> items)
    {
        var validation = new Validation();
        CatalogItems.Read(JsonDocument.Parse($$"""{"{{list}}":[{{string.Join(',', items)}}]}""").RootElement, Bounds, validation);
        return Record.Exception(() => validation.ThrowIfInvalid("x")) is ApiException refusal ? refusal.Error.Validations! : [];
    }

    private static EventTime Bounds => new(DateTimeOffset.UnixEpoch.AddYears(56), TimeSpan.FromDays(180));

    private static string Version(string parameters) => $$"""{"id":"{{Id}}","parameters":[{{parameters}}]}""";

    // As many as are not measured.
    private static string Repeated(string before, string item, string after, int most)
    {
        var group = before + string.Join(',', Enumerable.Repeat(item, before.Length > 0 ? most : 1)) + after;
        return string.Join(',', Enumerable.Repeat(group, Math.Min(most, (Unmeasured - 100) / (group.Length + 1))));
    }
}
