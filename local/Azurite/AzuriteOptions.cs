namespace Insights.Local.Azurite;

/// <summary>How an Azurite of one's own is started.</summary>
public sealed class AzuriteOptions
{
    /// <summary>Where data is kept, one process at a time. Null keeps it in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Accounts to have, each with a key made for it. Empty means <c>devstoreaccount1</c> with its well-known key.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Where the progress of a first installation is told.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;
}
