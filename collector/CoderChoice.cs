using Insights.Coder.Api;
using Insights.Coder.Database;

namespace Insights.Collector;

/// <summary>Which Coder is read, and how: by its database, or by its API with a token.</summary>
/// <param name="Database">Its database; empty where it is read by its API.</param>
/// <param name="Url">Its address; empty where it is read by its database.</param>
/// <param name="Token">The token for its API.</param>
/// <param name="TokenFile">A file with that token; empty where it is given as it is.</param>
internal sealed record CoderChoice(string Database, string Url, string Token, string TokenFile)
{
    public bool UsesApi => Url.Length > 0;

    /// <summary>What is wrong with it, without anything secret; null when nothing is.</summary>
    public string? Problem()
    {
        try
        {
            if (UsesApi)
            {
                CoderAddress.Parse(Url);
                return Database.Length > 0 ? "Coder is read by its database or by its API, not by both."
                    : Token.Length > 0 == TokenFile.Length > 0 ? "Coder's API takes a token: name its file with --coder-token-file." : null;
            }

            if (Database.Length == 0)
            {
                return "Name Coder's database with --coder, or its address with --coder-url and --coder-token-file.";
            }

            ConnectionText.Parse(Database);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Its database; null where it is read by its API.</summary>
    public CoderDatabase? OpenDatabase() => UsesApi ? null : new CoderDatabase(ConnectionText.Parse(Database));

    /// <summary>Its API; null where it is read by its database.</summary>
    public CoderApi? OpenApi() => UsesApi ? CoderApi.At(CoderAddress.Parse(Url), ReadTokenAsync, TimeProvider.System) : null;

    private Task<string> ReadTokenAsync(CancellationToken cancellationToken) => TokenFile.Length > 0
        ? Insights.Coder.TokenFile.ReadAsync(new FileInfo(TokenFile), (message, cause) => new CoderApiException(message, inner: cause), cancellationToken)
        : Task.FromResult(Token);
}
