using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>Which templates have usage or builds. Events may come before the catalog, so the catalog cannot tell.</summary>
public sealed class UsageIndex(TableServiceClient tables)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.IndexTable);

    // A template stays in the index, so what was written once need not be written again by this process.
    private readonly ConcurrentDictionary<Guid, bool> _written = [];

    /// <summary>Makes sure that templates are in the index.</summary>
    public async Task AddTemplatesAsync(IEnumerable<Guid> templates, CancellationToken cancellationToken)
    {
        foreach (var template in templates.Distinct().Where(template => !_written.ContainsKey(template)))
        {
            await _table.UpsertEntityAsync(
                new TableEntity(StorageKeys.Templates, StorageKeys.Id(template)), TableUpdateMode.Replace, cancellationToken);
            _written.TryAdd(template, true);
        }
    }

    /// <summary>Fails when the table does not answer.</summary>
    public Task PingAsync(CancellationToken cancellationToken) =>
        _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Templates, StorageKeys.Id(Guid.Empty), cancellationToken: cancellationToken);

    /// <summary>Every template in the index, ascending.</summary>
    public async Task<IReadOnlyList<Guid>> GetTemplatesAsync(CancellationToken cancellationToken)
    {
        var templates = new List<Guid>();
        var rows = _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == StorageKeys.Templates, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            templates.Add(Guid.ParseExact(row.RowKey, "N"));
        }

        return templates;
    }
}
