using Npgsql;

namespace Insights.Coder.Reading;

/// <summary>Values that may be null.</summary>
internal static class ReaderExtensions
{
    public static DateTime? TimeOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);

    public static string TextOrEmpty(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    public static Guid? IdOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
