namespace Insights.Local.Hosting;

/// <summary>The token that this runtime made; null where one was configured.</summary>
internal sealed record GeneratedToken(BootstrapToken? Token);
