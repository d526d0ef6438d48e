using Azure.Core;
using Azure.Identity;
using Insights.Coder.Api;
using Insights.Coder.Database;
using Npgsql;

namespace Insights.Functions.Sources;

/// <summary>Opens the Coder of the settings.</summary>
internal static class CoderClient
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    // What tokens for Azure Database for PostgreSQL are for.
    private static readonly string[] Scopes = ["https://ossrdbms-aad.database.windows.net/.default"];

    /// <summary>Its API, with the token of the settings.</summary>
    public static CoderApi Api(CoderOptions options, TimeProvider clock) => CoderApi.At(
        CoderAddress.Parse(options.Url),
        _ => Task.FromResult(options.Token),
        clock);

    /// <summary>Its database, with the identity of the app where there is no password.</summary>
    public static CoderDatabase Database(string database)
    {
        var connection = ConnectionText.Parse(database);
        return new CoderDatabase(connection, builder =>
        {
            if (UsesIdentity(connection))
            {
                TokenCredential credential = new DefaultAzureCredential();
                builder.UsePeriodicPasswordProvider(
                    async (_, cancel) => (await credential.GetTokenAsync(new TokenRequestContext(Scopes), cancel)).Token, Renewal, Retry);
            }
        });
    }

    /// <summary>Whether nothing says how to sign in, at a server that knows identities.</summary>
    internal static bool UsesIdentity(NpgsqlConnectionStringBuilder connection) =>
        string.IsNullOrEmpty(connection.Password) && connection.Host!.Contains(".postgres.database.", StringComparison.OrdinalIgnoreCase);
}
