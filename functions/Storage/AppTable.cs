using System.Collections.Concurrent;
using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>
/// The applications of each template, as the newest build that has them defines them: of the newest builds so many, in whatever order
/// they come, since which are newer does not depend on it.
/// </summary>
public sealed class AppTable(TableServiceClient tables)
{
    /// <summary>How many applications of a template are kept. Those that builds named longest ago go first.</summary>
    public const int MaxOfTemplate = 1000;

    /// <summary>Up to how many templates are read one by one; more of them are read by a scan.</summary>
    private const int PartitionReads = 64;

    private const int Parallelism = 8;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.AppsTable);
    private readonly ConcurrentDictionary<Guid, long> _writes = [];

    /// <summary>How often this process has written a template's: what was read before the last time may be out of date.</summary>
    public long WritesOf(Guid template) => _writes.GetValueOrDefault(template);

    /// <summary>Takes over what newer builds define, in transactions. Older builds that arrive late change nothing.</summary>
    public Task ApplyAsync(IEnumerable<WorkspaceBuild> builds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            builds.SelectMany(AppDefinition.Of).GroupBy(definition => definition.TemplateId),
            Options(cancellationToken),
            async (template, cancel) =>
            {
                var newest = template.GroupBy(definition => definition.App.Slug).Select(slug => slug.Aggregate(AppDefinition.Join)).ToList();
                while (!await TryApplyAsync(template.Key, newest, cancel))
                {
                    // Somebody else wrote in between: look again what is newer.
                }

                NoteWrite(template.Key);
            });

    /// <summary>The applications of some templates.</summary>
    public async Task<IReadOnlyList<AppDefinition>> GetAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var found = new List<AppDefinition>();
        if (templates.Count > PartitionReads)
        {
            var wanted = templates.ToHashSet();
            await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                if (wanted.Contains(Guid.ParseExact(row.PartitionKey, "N")))
                {
                    found.Add(TableRows.Of(row, CatalogJson.Default.AppDefinition));
                }
            }

            return found;
        }

        await Parallel.ForEachAsync(templates, Options(cancellationToken), async (template, cancel) =>
        {
            var apps = (await ReadAsync(template, cancel)).Values.Select(row => TableRows.Of(row, CatalogJson.Default.AppDefinition)).ToArray();
            lock (found)
            {
                found.AddRange(apps);
            }
        });
        return found;
    }

    /// <summary>Deletes what no build names any more: that of the builds of a template in the UTC months before that of an instant.</summary>
    public async Task DeleteBeforeAsync(Guid template, DateTimeOffset kept, CancellationToken cancellationToken)
    {
        var month = AppDefinition.MonthOf(kept);
        var old = (await ReadAsync(template, cancellationToken)).Values
            .Where(row => TableRows.Of(row, CatalogJson.Default.AppDefinition).LastNamedIn < month)
            .Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))
            .ToArray();

        // What a build names again meanwhile stays, and the others with it until the next time.
        await TableRows.TrySubmitAsync(_table, old, cancellationToken);
        NoteWrite(template);
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    private void NoteWrite(Guid template) => _writes.AddOrUpdate(template, 1, (_, writes) => writes + 1);

    /// <summary>Writes what is newer than known and takes the oldest off. False when somebody else wrote in between.</summary>
    private async Task<bool> TryApplyAsync(Guid template, List<AppDefinition> newest, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(template, cancellationToken);
        var known = rows.ToDictionary(row => row.Key, row => TableRows.Of(row.Value, CatalogJson.Default.AppDefinition));
        var after = new Dictionary<string, AppDefinition>(known);
        foreach (var definition in newest)
        {
            var key = StorageKeys.App(definition.App.Slug);
            after[key] = known.TryGetValue(key, out var before) ? AppDefinition.Join(before, definition) : definition;
        }

        var kept = after.OrderByDescending(entry => entry.Value.LastNamedIn).ThenByDescending(entry => entry.Value.Order).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(MaxOfTemplate).ToDictionary();
        TableTransactionAction[] actions =
        [
            .. kept.Where(entry => known.GetValueOrDefault(entry.Key) != entry.Value).Select(entry => Write(template, entry.Key, entry.Value, rows.GetValueOrDefault(entry.Key))),
            .. rows.Where(row => !kept.ContainsKey(row.Key)).Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row.Value, row.Value.ETag)),
        ];
        return await TableRows.TrySubmitAsync(_table, actions, cancellationToken);
    }

    private static TableTransactionAction Write(Guid template, string key, AppDefinition definition, TableEntity? row)
    {
        var entity = TableRows.ToEntity(StorageKeys.Id(template), key, definition, CatalogJson.Default.AppDefinition);
        return row is null
            ? new TableTransactionAction(TableTransactionActionType.Add, entity)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, row.ETag);
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
