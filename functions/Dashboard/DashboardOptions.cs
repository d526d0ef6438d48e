using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Dashboard;

/// <summary>What the page may show. Settings <c>Insights__Dashboard__*</c>.</summary>
public sealed class DashboardOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Dashboard";

    /// <summary>
    /// The origins, separated by commas or spaces, that icons and pictures are loaded from, such as <c>https://coder.example.com</c>;
    /// empty: from nowhere. An icon that is a path only, as Coder's own are, is one of the first origin.
    /// </summary>
    public string ImageOrigins { get; set; } = "";

    /// <summary>The origins one by one, each once.</summary>
    public IReadOnlyList<string> ListOrigins() => [.. Listed.Select(origin => new Uri(origin).GetLeftPart(UriPartial.Authority)).Distinct()];

    private string[] Listed => ImageOrigins.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from origin in Listed
        where !IsOrigin(origin)
        select new ValidationResult(
            $"{Section}:{nameof(ImageOrigins)} must be a list of https origins such as https://coder.example.com, but has \"{origin}\".", [nameof(ImageOrigins)]);

    // It becomes a part of the Content-Security-Policy: nothing that has a meaning there is an origin.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
        && text.IndexOfAny([';', '\'', '"', '*']) < 0;
}
