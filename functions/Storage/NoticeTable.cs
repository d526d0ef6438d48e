using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>What people were told without asking.</summary>
public sealed class NoticeTable(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.NoticesTable);

    /// <summary>All of it, by key.</summary>
    public async Task<IReadOnlyDictionary<string, ToldNotice>> GetAsync(CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, ToldNotice>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Notices, cancellationToken: cancellationToken))
        {
            var notice = TableRows.Of(row, NoticeJson.Default.ToldNotice);
            told[notice.Key] = notice;
        }

        return told;
    }

    /// <summary>Notes something.</summary>
    public Task PutAsync(ToldNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return _table.UpsertEntityAsync(
            TableRows.ToEntity(StorageKeys.Notices, StorageKeys.Digest(notice.Key), notice, NoticeJson.Default.ToldNotice), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Forgets what has ended.</summary>
    public Task DeleteAsync(IEnumerable<string> keys, CancellationToken cancellationToken) =>
        TableRows.DeleteAsync(_table, StorageKeys.Notices, keys.Select(StorageKeys.Digest), cancellationToken);
}
