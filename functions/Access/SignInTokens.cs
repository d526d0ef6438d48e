using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Insights.Functions.Access;

/// <summary>
/// Checks the tokens of an OpenID Connect issuer: who signed it, with which algorithm, who it is made by and for, when, and whether it is
/// one for calling a service. Unsigned tokens and those signed with a shared secret are refused by the list of algorithms.
/// </summary>
public sealed class SignInTokens(IssuerKeys issuer, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const int MaxLength = 16 * 1024;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Whether a credential is to be looked at as such a token.</summary>
    internal bool Reads(string credential) => options.Value.HasIssuer && credential.Length <= MaxLength && _handler.CanReadToken(credential);

    /// <summary>Who a token says it is of; null when it is not to be believed.</summary>
    /// <exception cref="Http.ApiException">503: the issuer's keys cannot be had.</exception>
    internal async Task<SignIn?> CheckAsync(string credential, CancellationToken cancellationToken)
    {
        if (Read(credential) is not { } unverified || SignInToken.Read(unverified) is not { } content)
        {
            return null;
        }

        var published = await issuer.GetAsync(unverified.Kid ?? "", cancellationToken);
        var result = await _handler.ValidateTokenAsync(credential, new TokenValidationParameters
        {
            ValidIssuer = published.Issuer,
            ValidAudiences = options.Value.Audiences,
            IssuerSigningKeys = published.SigningKeys,
            ValidAlgorithms = Algorithms,

            // For a token that no key fits, the library looks at the lifetime all the same, and says that this is what is wrong: it is
            // looked at below, of a token that is known to be true.
            ValidateLifetime = false,
            LogValidationExceptions = false,
            IncludeTokenOnFailedValidation = false,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken token }
            ? AsOfNow(token, content)
            : null;
    }

    private JsonWebToken? Read(string credential)
    {
        try
        {
            return _handler.ReadJsonWebToken(credential);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    // Without an end, and without a beginning, the times are those of year 1.
    private SignIn AsOfNow(JsonWebToken token, SignInToken content)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return token.ValidTo == DateTime.MinValue || now - ClockSkew >= token.ValidTo ? SignIn.Expired
            : now + ClockSkew < token.ValidFrom ? SignIn.Early(token.ValidFrom)
            : SignIn.Of(content) with { ExpiresAt = token.ValidTo };
    }
}
