namespace Insights.Functions.Storage;

/// <summary>Who says what roles a user has, and who is on a list.</summary>
public static class AccessOrigin
{
    /// <summary>Coder: the next look at it may change them.</summary>
    public const string Coder = "coder";

    /// <summary>Somebody here: nothing else changes them.</summary>
    public const string Local = "local";
}
