using Insights.Functions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>A bootstrap token that stayed in its vault.</summary>
public sealed class UnresolvedReferenceTests
{
    [Theory]
    [InlineData("@Microsoft.KeyVault(VaultName=kv;SecretName=bootstrap-token)")]
    [InlineData(" @microsoft.keyvault(SecretUri=https://kv.vault.azure.net/secrets/bootstrap-token)")]
    public void A_reference_that_was_not_resolved_is_no_token(string setting)
    {
        var token = TokenOf(setting);
        Assert.False(token.IsActive);
        Assert.False(token.Matches(setting.Trim()));
    }

    [Fact]
    public void What_was_resolved_is_the_token() => Assert.True(TokenOf("a-long-random-token").Matches("a-long-random-token"));

    private static BootstrapToken TokenOf(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Insights:BootstrapToken"] = setting }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddInsights(configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<BootstrapToken>();
    }
}
