using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>The applications of each template, as the newest build that has them defines them.</summary>
public sealed class AppTable(TableServiceClient tables)
{
    private const int Parallelism = 8;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.AppsTable);
    private long _writes;

    /// <summary>How often this process has written: what was read before the last time may be out of date.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Takes over what newer builds define. Older builds that arrive late change nothing.</summary>
    public Task ApplyAsync(IEnumerable<WorkspaceBuild> builds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            builds.SelectMany(AppDefinition.Of).GroupBy(definition => definition.TemplateId),
            Options(cancellationToken),
            async (template, cancel) =>
            {
                var newest = template.GroupBy(definition => definition.App.Slug).Select(slug => slug.Aggregate(Newer)).ToList();
                while (newest.Count > 0)
                {
                    newest = await ApplyAsync(template.Key, newest, cancel);
                }

                Interlocked.Increment(ref _writes);
            });

    /// <summary>The applications of every template: there are few, so that one scan is cheaper than a query for each template.</summary>
    public async Task<IReadOnlyList<AppDefinition>> GetAsync(CancellationToken cancellationToken)
    {
        var found = new List<AppDefinition>();
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            found.Add(TableRows.Of(row, CatalogJson.Default.AppDefinition));
        }

        return found;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    private static AppDefinition Newer(AppDefinition known, AppDefinition other) => other.Replaces(known) ? other : known;

    /// <summary>Writes what is newer than known; returns what somebody else wrote in between.</summary>
    private async Task<List<AppDefinition>> ApplyAsync(Guid template, List<AppDefinition> newest, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(template, cancellationToken);
        var lost = new List<AppDefinition>();
        foreach (var definition in newest)
        {
            var key = StorageKeys.App(definition.App.Slug);
            var row = known.GetValueOrDefault(key);
            if (row is not null && TableRows.Of(row, CatalogJson.Default.AppDefinition) is var before && (before == definition || !definition.Replaces(before)))
            {
                continue;
            }

            var entity = TableRows.ToEntity(StorageKeys.Id(template), key, definition, CatalogJson.Default.AppDefinition);
            if (!await TableRows.TryReplaceAsync(_table, entity, row?.ETag, cancellationToken))
            {
                lost.Add(definition);
            }
        }

        return lost;
    }

    private async Task<Dictionary<string, TableEntity>> ReadAsync(Guid template, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.Id(template);
        var rows = new Dictionary<string, TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken))
        {
            rows.Add(row.RowKey, row);
        }

        return rows;
    }
}
