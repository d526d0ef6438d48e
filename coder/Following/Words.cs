using System.Net.Sockets;
using Npgsql;

namespace Insights.Coder.Following;

/// <summary>What went wrong, in words for an operator and without what is secret.</summary>
internal static class Words
{
    /// <summary>Whether a statement met a table or column that is no more, or may not be read any more.</summary>
    public static bool IsAboutSchema(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.DatatypeMismatch,
    };

    /// <summary>What a database or a network did, after which trying again later may help; null for anything else.</summary>
    public static string? Of(Exception e, string database) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"Coder's database {database} refuses the user or its password.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"Coder's database {database} does not exist.",
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } =>
            $"A statement on Coder's database {database} was cancelled: it took longer than it may, or a replica had to catch up.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded } =>
            $"Coder's database {database} has no connection left for this role.",
        PostgresException postgres => $"Coder's database {database} answers with {postgres.SqlState}: {postgres.MessageText}",
        NpgsqlException { InnerException: SocketException socket } => $"Coder's database {database} cannot be reached: {socket.Message}.",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => $"Coder's database {database} did not answer in time.",
        NpgsqlException => $"Coder's database {database} cannot be read: {e.Message}",
        IOException or SocketException => $"Coder's database {database} cannot be reached: {e.Message}",
        _ => null,
    };
}
