namespace Insights.Functions.Access;

/// <summary>How a caller signed in.</summary>
public enum CallerKind
{
    /// <summary>With the token of the settings.</summary>
    Bootstrap,

    /// <summary>With an API token.</summary>
    Token,

    /// <summary>With a token that an OpenID Connect issuer signed.</summary>
    SignIn,
}
