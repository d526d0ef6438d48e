using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>Workspace builds, in partitions of a template and UTC month, in order of their creation.</summary>
public sealed class BuildTable(TableServiceClient tables, UsageIndex index)
{
    private const int Parallelism = 8;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.BuildsTable);

    // How often this process has written builds of a template and UTC day.
    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), long> _writes = [];

    /// <summary>
    /// How often this process has written builds of a template that were created from one UTC day to before another: what was read of
    /// them before the last time may be out of date.
    /// </summary>
    public long WritesOf(Guid template, DateOnly from, DateOnly to) =>
        _writes.Where(writes => writes.Key.Template == template && writes.Key.Day >= from && writes.Key.Day < to).Sum(writes => writes.Value);

    /// <summary>Stores builds; one that is stored again is written again. What agents offer is kept elsewhere (<see cref="AppTable"/>).</summary>
    public async Task PutAsync(IReadOnlyCollection<WorkspaceBuild> builds, CancellationToken cancellationToken)
    {
        await index.AddTemplatesAsync(builds.Select(build => build.TemplateId), cancellationToken);
        await TableRows.UpsertAsync(
            _table,
            builds.Select(build => TableRows.ToEntity(
                StorageKeys.BuildPartition(build.TemplateId, build.CreatedAt),
                StorageKeys.Build(build.CreatedAt, build.Id),
                build with { Agents = [] },
                CatalogJson.Default.WorkspaceBuild)),
            cancellationToken);
        foreach (var day in builds.Select(build => (build.TemplateId, DateOnly.FromDateTime(build.CreatedAt.UtcDateTime))).Distinct())
        {
            _writes.AddOrUpdate(day, 1, (_, writes) => writes + 1);
        }
    }

    /// <summary>Deletes the builds of a template in the UTC months before that of an instant.</summary>
    public Task DeleteBeforeAsync(Guid template, DateTimeOffset kept, CancellationToken cancellationToken) =>
        TableRows.DeleteRangeAsync(
            _table, StorageKeys.BuildPartition(template, DateTimeOffset.MinValue), StorageKeys.BuildPartition(template, kept), cancellationToken);

    /// <summary>Deletes the builds of a template that were made before an instant, those of its month too.</summary>
    public async Task DeleteMadeBeforeAsync(Guid template, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        await DeleteBeforeAsync(template, instant, cancellationToken);
        var partition = StorageKeys.BuildPartition(template, instant);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {StorageKeys.BuildsFrom(instant)}");
        await TableRows.DeleteWhereAsync(_table, filter, cancellationToken);
    }

    /// <summary>Every build of a template, one after the other.</summary>
    public async IAsyncEnumerable<WorkspaceBuild> ScanAsync(Guid template, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (StorageKeys.BuildPartition(template, DateTimeOffset.MinValue), StorageKeys.BuildPartition(template, DateTimeOffset.MaxValue));
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey le {to}"), cancellationToken: cancellationToken))
        {
            yield return TableRows.Of(row, CatalogJson.Default.WorkspaceBuild);
        }
    }

    /// <summary>The builds of some templates that were created in <c>[start, end)</c>.</summary>
    public async Task<IReadOnlyList<WorkspaceBuild>> GetAsync(
        IReadOnlyCollection<Guid> templates, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var found = new List<WorkspaceBuild>();
        if (start >= end)
        {
            return found;
        }

        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                var (from, to) = (StorageKeys.BuildPartition(template, start), StorageKeys.BuildPartition(template, end));
                var (fromRow, toRow) = (StorageKeys.BuildsFrom(start), StorageKeys.BuildsFrom(end));
                var filter = TableClient.CreateQueryFilter(
                    $"PartitionKey ge {from} and PartitionKey le {to} and RowKey ge {fromRow} and RowKey lt {toRow}");
                await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
                {
                    var build = TableRows.Of(row, CatalogJson.Default.WorkspaceBuild);
                    lock (found)
                    {
                        found.Add(build);
                    }
                }
            });
        return found;
    }
}
