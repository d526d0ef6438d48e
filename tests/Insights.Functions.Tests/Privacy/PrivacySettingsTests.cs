using System.ComponentModel.DataAnnotations;
using Insights.Functions.Privacy;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Wrong settings are found at start, not by who is named.</summary>
public sealed class PrivacySettingsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Organization = "60000000-0000-0000-0000-000000000001";

    [Theory]
    [InlineData("named", "", "", null)]
    [InlineData("named", Organization + "=named", "", null)]
    [InlineData("pseudonymous", "", Key, null)]
    [InlineData("aggregated", Organization + "=named", Key, null)]
    [InlineData("Named", "", "", "must be one of named, pseudonymous, aggregated, but is \"Named\"")]
    [InlineData("none", "", "", "but is \"none\"")]
    [InlineData("pseudonymous", "", "short", "must have at least 32 characters where a level is not named, but has 5")]
    [InlineData("named", Organization + "=aggregated", "", "must have at least 32 characters")]
    [InlineData("named", "acme=aggregated", Key, "has \"acme=aggregated\"")]
    [InlineData("named", Organization + "=secret", Key, "has \"" + Organization + "=secret\"")]
    [InlineData("named", Organization + "=named," + Organization + "=aggregated", Key, "=aggregated\"")]
    public void A_level_is_one_of_three_and_below_named_there_is_a_key(string level, string organizations, string key, string? fault)
    {
        var options = new PrivacyOptions { Level = level, Organizations = organizations, Key = key };
        var faults = options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!).ToArray();
        if (fault is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", false, null)]
    [InlineData("", true, null)]
    [InlineData("a, b", true, null)]
    [InlineData("a,a", true, "must name two where Insights:Privacy:RevealsNeedTwo is set, but names one")]
    public void Where_a_reveal_takes_two_officers_there_are_two(string officers, bool needTwo, string? fault)
    {
        var options = new PrivacyOptions { Level = "aggregated", Key = Key, Officers = officers, RevealsNeedTwo = needTwo };
        Assert.Equal(fault is null ? 0 : 1, options.Validate(new ValidationContext(options)).Count(result => result.ErrorMessage!.Contains(fault ?? "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, "", null)]
    [InlineData(180, "", null)]
    [InlineData(400, "", null)]
    [InlineData(30, Key, null)]
    [InlineData(30, "short", "Insights:Privacy:Key must have at least 32 characters where Insights:Privacy:PersonDays (30) is less than Insights:Usage:RetentionDays (180), but has 5.")]
    [InlineData(179, "", "but has 0.")]
    public void Where_people_are_kept_for_less_long_than_usage_there_is_a_key_whatever_the_level(int personDays, string key, string? fault)
    {
        var check = new PersonRetentionCheck(Options.Create(new UsageOptions { RetentionDays = 180 })).Validate(name: null, new PrivacyOptions { PersonDays = personDays, Key = key });
        Assert.Equal(fault is null, check.Succeeded);
        Assert.EndsWith(fault ?? "", check.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_strictest_level_of_any_organization_is_that_of_the_deployment()
    {
        var levels = PrivacyLevels.Of(new PrivacyOptions { Level = "pseudonymous", Organizations = $"{Organization}=aggregated", Key = Key });
        Assert.Equal(PrivacyLevel.Aggregated, levels.Strictest);
        Assert.Equal(PrivacyLevel.Aggregated, levels.Of(new Guid(Organization)));
        Assert.Equal(PrivacyLevel.Pseudonymous, levels.Of(Guid.NewGuid()));
        Assert.Equal(PrivacyLevel.Pseudonymous, levels.Of(organization: null));
    }
}
