using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// Which days were imported whole from which source, so that an import that was stopped goes on where it was. What is not written down
/// is imported again, which changes nothing.
/// </summary>
public sealed class ImportLedger(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>The UTC days that were imported whole from a source.</summary>
    /// <param name="source">Any text that tells it from others.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlySet<DateOnly>> GetDaysAsync(string source, CancellationToken cancellationToken)
    {
        var days = new HashSet<DateOnly>();
        var rows = _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == StorageKeys.Imports, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var (day, digest) = StorageKeys.ParseImport(row.RowKey);
            if (digest == StorageKeys.Digest(source))
            {
                days.Add(day);
            }
        }

        return days;
    }

    /// <summary>Notes that a UTC day was imported whole from a source.</summary>
    public Task AddAsync(string source, DateOnly day, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(new TableEntity(StorageKeys.Imports, StorageKeys.Import(day, source)), TableUpdateMode.Replace, cancellationToken);
}
