using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Notices;

/// <summary>Who is told of what, without asking. Settings <c>Insights__Notices__*</c>.</summary>
public sealed class NoticeOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Notices";

    /// <summary>The form of Slack's messages; the other is that of Teams.</summary>
    public const string Slack = "slack";

    private const string Teams = "teams";

    /// <summary>The address of an incoming webhook: https, or http on this machine. Whoever has it can write there: it is a secret. Empty: nobody is told.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>What the webhook takes: <c>teams</c> (an adaptive card) or <c>slack</c> (text).</summary>
    public string Format { get; set; } = Teams;

    /// <summary>Where people reach the page, such as <c>https://insights.example.com</c>, for links; empty for none.</summary>
    public string Page { get; set; } = "";

    /// <summary>Whether there is a digest of each week.</summary>
    public bool Digest { get; set; } = true;

    /// <summary>By how many percent a template's active users of a week must have fallen for an alert; 0 for none.</summary>
    [Range(0, 100)]
    public int FellPercent { get; set; }

    /// <summary>Above how many users at once on a UTC day there is an alert; 0 for none.</summary>
    [Range(0, 1_000_000)]
    public int PeakAbove { get; set; }

    /// <summary>Above how many milliseconds of latency (95th percentile of a template's last 24 hours) there is an alert; 0 for none.</summary>
    [Range(0, 60_000)]
    public int LatencyAboveMs { get; set; }

    /// <summary>Whether anybody is told of each week.</summary>
    public bool TellsOfWeeks => Webhook.Length > 0 && Digest;

    /// <summary>Whether anybody is told of what is beyond a threshold.</summary>
    public bool Alerts => Webhook.Length > 0 && FellPercent + PeakAbove + LatencyAboveMs > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The value is not named: it is a secret.
        if (Webhook.Length > 0 && !IsSafe(Webhook))
        {
            yield return new ValidationResult($"{Section}:{nameof(Webhook)} must be an https address.", [nameof(Webhook)]);
        }

        if (Page.Length > 0 && !IsSafe(Page))
        {
            yield return new ValidationResult($"{Section}:{nameof(Page)} must be an https address, but is \"{Page}\".", [nameof(Page)]);
        }

        if (Format is not (Teams or Slack))
        {
            yield return new ValidationResult($"{Section}:{nameof(Format)} must be {Teams} or {Slack}, but is \"{Format}\".", [nameof(Format)]);
        }
    }

    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
