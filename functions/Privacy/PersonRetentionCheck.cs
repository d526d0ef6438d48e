using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Privacy;

/// <summary>Counts that stand in the place of people are rounded with the key, whatever the level.</summary>
internal sealed class PersonRetentionCheck(IOptions<UsageOptions> usage) : IValidateOptions<PrivacyOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PersonDays == 0 || options.PersonDays >= usage.Value.RetentionDays || options.Key.Length >= PrivacyOptions.MinKey
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{PrivacyOptions.Section}:{nameof(options.Key)} must have at least {PrivacyOptions.MinKey} characters where {PrivacyOptions.Section}:{nameof(options.PersonDays)} ({options.PersonDays}) "
                + $"is less than {UsageOptions.Section}:{nameof(usage.Value.RetentionDays)} ({usage.Value.RetentionDays}), but has {options.Key.Length}.");
    }
}
