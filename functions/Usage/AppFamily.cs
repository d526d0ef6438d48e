namespace Insights.Functions.Usage;

/// <summary>The family that a session app is counted under. The raw name is stored; the family is derived when reading.</summary>
public enum AppFamily
{
    /// <summary>Any app that belongs to no other family: usage, but not listed.</summary>
    Unknown,

    /// <summary>Visual Studio Code and its kin.</summary>
    VisualStudioCode,

    /// <summary>The JetBrains IDEs.</summary>
    JetBrains,

    /// <summary>The web terminal.</summary>
    ReconnectingPty,

    /// <summary>SSH sessions.</summary>
    Ssh,

    /// <summary>SFTP sessions.</summary>
    Sftp,
}
