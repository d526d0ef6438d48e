using System.Text.Json.Serialization;
using Insights.Functions.Access;

namespace Insights.Functions.Administration;

/// <summary>The ways to sign in to the page: API tokens always, and an OpenID Connect issuer where one is configured.</summary>
internal sealed record AuthMethodsAnswer(
    bool Token, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuthMethodsAnswer.Issuer? Oidc)
{
    public static AuthMethodsAnswer Of(AuthOptions auth) => new(
        Token: true, auth is { HasIssuer: true, ClientId.Length: > 0 } ? new(auth.Authority, auth.ClientId, auth.Scope) : null);

    internal sealed record Issuer(string Authority, string ClientId, string Scope);
}
