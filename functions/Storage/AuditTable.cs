using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>Audit entries, newest first. They are added and, when they are old, deleted; never changed.</summary>
public sealed partial class AuditTable(TableServiceClient tables)
{
    /// <summary>The most rows that the service gives at once; it refuses to be asked for more.</summary>
    private const int MaxPage = 1000;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.AuditTable);

    /// <summary>Stores an entry.</summary>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => _table.AddEntityAsync(
        TableRows.ToEntity(StorageKeys.AuditPartition(entry.Time), StorageKeys.Audit(entry.Time, entry.Id), entry, AccessJson.Default.AuditEntry),
        cancellationToken);

    /// <summary>
    /// Up to <paramref name="limit"/> entries, newest first, and where to go on after them: null when there are no more.
    /// </summary>
    /// <param name="after">Where to go on; null for the newest. See <see cref="IsCursor"/>.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(IReadOnlyList<AuditEntry> Entries, string? Next)> GetAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>(limit);
        var last = after;
        await foreach (var row in _table.QueryAsync<TableEntity>(FilterOf(after), maxPerPage: Math.Min(limit + 1, MaxPage), cancellationToken: cancellationToken))
        {
            if (entries.Count == limit)
            {
                return (entries, last);
            }

            entries.Add(TableRows.Of(row, AccessJson.Default.AuditEntry));
            last = $"{row.PartitionKey}-{row.RowKey}";
        }

        return (entries, null);
    }

    /// <summary>Whether a text can be what <see cref="GetAsync"/> said.</summary>
    public static bool IsCursor(string text) => CursorPattern().IsMatch(text);

    /// <summary>Deletes the entries of the UTC days before that of an instant.</summary>
    public Task TrimAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        TableRows.DeleteRangeAsync(_table, StorageKeys.AuditPartition(before.AddDays(-1)), StorageKeys.AuditPartition(DateTimeOffset.MinValue), cancellationToken);

    private static string? FilterOf(string? after)
    {
        if (after is null)
        {
            return null;
        }

        var (partition, row) = (after[..after.IndexOf('-')], after[(after.IndexOf('-') + 1)..]);
        return TableClient.CreateQueryFilter($"PartitionKey gt {partition} or (PartitionKey eq {partition} and RowKey gt {row})");
    }

    [GeneratedRegex("^[0-9]{8}-[0-9]{19}_[0-9a-f]{32}\\z")]
    private static partial Regex CursorPattern();
}
