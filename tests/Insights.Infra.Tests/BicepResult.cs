namespace Insights.Infra.Tests;

/// <summary>What a run of the Bicep CLI gave.</summary>
/// <param name="ExitCode">0 where nothing was wrong; warnings alone do not change it.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Diagnostics">What it found fault with.</param>
internal sealed record BicepResult(int ExitCode, string Output, string Diagnostics)
{
    /// <summary>Fails the test on any error or warning.</summary>
    public BicepResult Clean()
    {
        Assert.True(ExitCode == 0 && string.IsNullOrWhiteSpace(Diagnostics), $"exit code {ExitCode}: {Diagnostics}");
        return this;
    }
}
