using System.Text.Json.Serialization;
using Insights.Functions.Access;

namespace Insights.Functions.Administration;

/// <summary>The ways to sign in to the page: API tokens always, and an OpenID Connect issuer where one is configured.</summary>
/// <param name="Token">Whether an API token may be pasted: always.</param>
/// <param name="Oidc">The issuer that signs people in; absent where there is none.</param>
internal sealed record AuthMethodsAnswer(
    bool Token, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuthMethodsAnswer.Issuer? Oidc)
{
    public static AuthMethodsAnswer Of(AuthOptions auth) => new(
        Token: true, auth is { HasIssuer: true, ClientId.Length: > 0 } ? new(auth.Authority, auth.ClientId, auth.Scope) : null);

    /// <summary>An OpenID Connect issuer, as the page asks it to sign somebody in.</summary>
    /// <param name="Authority">Its address.</param>
    /// <param name="ClientId">The application that the page signs in as.</param>
    /// <param name="Scope">The scopes that it asks for, separated by spaces.</param>
    internal sealed record Issuer(string Authority, string ClientId, string Scope);
}
