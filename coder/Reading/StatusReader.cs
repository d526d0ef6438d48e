using Insights.Coder.Database;
using Insights.Coder.Items;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>Reads when users got a status, and when they were deleted.</summary>
internal sealed class StatusReader(CoderDatabase database)
{
    /// <summary>Changes and deletions since a time, all of them when it is null: changes first, each in order of time.</summary>
    public async Task<List<UserItem>> ReadAsync(DateTime? since, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        (string, object, NpgsqlDbType) from = ("since", since ?? Always.Since, NpgsqlDbType.TimestampTz);
        var items = new List<UserItem>();
        if (schema.Problems(Relations.StatusChanges).Count == 0)
        {
            items.AddRange(await database.QueryAsync(
                "select c.user_id, u.username, c.new_status::text, c.changed_at from user_status_changes c join users u on u.id = c.user_id where c.changed_at >= @since order by c.changed_at",
                row => new UserItem(row.GetGuid(0), Fit.Name(row.GetString(1))) { Status = row.GetString(2), StatusChangedAt = row.GetDateTime(3) },
                cancellationToken,
                from));
        }

        if (schema.Problems(Relations.Deletions).Count == 0)
        {
            items.AddRange(await database.QueryAsync(
                "select d.user_id, u.username, d.deleted_at from user_deleted d join users u on u.id = d.user_id where d.deleted_at >= @since order by d.deleted_at",
                row => new UserItem(row.GetGuid(0), Fit.Name(row.GetString(1))) { Deleted = true, StatusChangedAt = row.GetDateTime(2) },
                cancellationToken,
                from));
        }

        return items;
    }
}
