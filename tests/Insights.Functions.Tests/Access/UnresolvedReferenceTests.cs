using Insights.Functions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public void Operators_are_told_of_a_reference_that_was_not_resolved_but_not_what_it_says()
    {
        var log = new WarningLog();
        var options = new AccessOptions { BootstrapToken = "@Microsoft.KeyVault(VaultName=kv-of-somebody;SecretName=bootstrap-token)" };
        new UnresolvedReference(log).PostConfigure(null, options);
        Assert.Contains("was not resolved", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("kv-of-somebody", log.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_or_none_is_no_reason_to_warn()
    {
        var log = new WarningLog();
        new UnresolvedReference(log).PostConfigure(null, new AccessOptions { BootstrapToken = "a-long-random-token" });
        new UnresolvedReference(log).PostConfigure(null, new AccessOptions());
        Assert.Empty(log.Warnings);
    }

    private static BootstrapToken TokenOf(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Insights:BootstrapToken"] = setting }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddInsights(configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<BootstrapToken>();
    }

    private sealed class WarningLog : ILogger<UnresolvedReference>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
