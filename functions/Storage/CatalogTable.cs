using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>Organizations, users, groups, templates and template versions, a row each.</summary>
public sealed class CatalogTable(TableServiceClient tables, TimeProvider clock)
{
    /// <summary>Up to how many users are read one by one; more of them are read by a scan.</summary>
    private const int PointReads = 32;

    private const int Parallelism = 8;
    private const int VersionReads = 16;

    /// <summary>What the rows of system users have besides, so that they are found without reading everybody.</summary>
    private const string SystemColumn = "system";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.CatalogTable);
    private long _writes;
    private long _versionWrites;

    /// <summary>How often this process has written: what was read before the last time may be out of date.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>The same of template versions alone.</summary>
    public long VersionWrites => Interlocked.Read(ref _versionWrites);

    /// <summary>Stores organizations, in place of what was known of them.</summary>
    public Task PutAsync(IEnumerable<Organization> organizations, CancellationToken cancellationToken) =>
        PutAsync(StorageKeys.Organizations, organizations, organization => organization.Id, CatalogJson.Default.Organization, cancellationToken);

    /// <summary>Stores groups, in place of what was known of them.</summary>
    public Task PutAsync(IEnumerable<Group> groups, CancellationToken cancellationToken) =>
        PutAsync(StorageKeys.Groups, groups, group => group.Id, CatalogJson.Default.Group, cancellationToken);

    /// <summary>
    /// Stores templates, in place of what was known of them but for where they belonged. So each is written on condition that nobody wrote it
    /// since it was read; what changes nothing is not written.
    /// </summary>
    public async Task PutAsync(IReadOnlyCollection<Template> templates, CancellationToken cancellationToken)
    {
        while (templates.Count > 0)
        {
            var known = await ReadRowsAsync(StorageKeys.Templates, cancellationToken);
            var changes = templates.GroupBy(template => template.Id).Select(said => ChangeOf(said, known.GetValueOrDefault(said.Key))).OfType<TableTransactionAction>().ToArray();
            var areWritten = await TableRows.TrySubmitAsync(_table, changes, cancellationToken);
            NoteWrites(changes.Length);
            if (areWritten)
            {
                return;
            }
        }
    }

    /// <summary>Stores template versions, in place of what was known of them.</summary>
    public async Task PutAsync(IReadOnlyCollection<TemplateVersion> versions, CancellationToken cancellationToken)
    {
        await PutAsync(StorageKeys.TemplateVersions, versions, version => version.Id, CatalogJson.Default.TemplateVersion, cancellationToken);
        Interlocked.Add(ref _versionWrites, versions.Count);
    }

    /// <summary>
    /// Applies what a catalog says of users to what is known of them, in order. The history of a user is read and written, so the
    /// write is conditional: who lost a race reads again and applies again. What changes nothing is not written.
    /// </summary>
    public async Task ApplyAsync(IReadOnlyCollection<UserUpdate> updates, CancellationToken cancellationToken)
    {
        var pending = updates.GroupBy(update => update.Id).ToDictionary(user => user.Key, user => user.ToArray());
        var now = clock.GetUtcNow();
        var written = 0;
        while (pending.Count > 0)
        {
            var known = await ReadUsersAsync(pending.Keys, cancellationToken);
            var lost = new List<Guid>();
            await Parallel.ForEachAsync(
                pending,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (user, cancel) =>
                {
                    var row = known.GetValueOrDefault(user.Key);
                    var before = row is null ? null : TableRows.Of(row, CatalogJson.Default.User);
                    var after = user.Value.Aggregate(before, (state, update) => User.Apply(state, update, now))!;
                    var entity = TableRows.ToEntity(StorageKeys.Users, StorageKeys.Id(user.Key), after, CatalogJson.Default.User);
                    if (after.IsSystem)
                    {
                        entity[SystemColumn] = true;
                    }

                    if (row is not null && EntityBytes.Of(row).AsSpan().SequenceEqual(EntityBytes.Of(entity)))
                    {
                        return;
                    }

                    if (await TableRows.TryReplaceAsync(_table, entity, row?.ETag, cancel))
                    {
                        Interlocked.Increment(ref written);
                    }
                    else
                    {
                        lock (lost)
                        {
                            lost.Add(user.Key);
                        }
                    }
                });
            pending = lost.ToDictionary(user => user, user => pending[user]);
        }

        NoteWrites(written);
    }

    /// <summary>A user as it is now; null when there is none of the id.</summary>
    public Task<User?> FindUserAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync(StorageKeys.Users, id, CatalogJson.Default.User, cancellationToken);

    /// <summary>A template as it is now; null when there is none of the id.</summary>
    public Task<Template?> FindTemplateAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync(StorageKeys.Templates, id, CatalogJson.Default.Template, cancellationToken);

    /// <summary>Every user.</summary>
    public Task<IReadOnlyDictionary<Guid, User>> GetUsersAsync(CancellationToken cancellationToken) =>
        GetAsync(StorageKeys.Users, user => user.Id, CatalogJson.Default.User, cancellationToken);

    /// <summary>The system users, ascending by id.</summary>
    public async Task<IReadOnlyList<Guid>> GetSystemUsersAsync(CancellationToken cancellationToken)
    {
        var users = new List<Guid>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.Users} and system eq {true}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            users.Add(Guid.ParseExact(row.RowKey, "N"));
        }

        return users;
    }

    /// <summary>Every organization.</summary>
    public Task<IReadOnlyDictionary<Guid, Organization>> GetOrganizationsAsync(CancellationToken cancellationToken) =>
        GetAsync(StorageKeys.Organizations, organization => organization.Id, CatalogJson.Default.Organization, cancellationToken);

    /// <summary>Every group.</summary>
    public Task<IReadOnlyDictionary<Guid, Group>> GetGroupsAsync(CancellationToken cancellationToken) =>
        GetAsync(StorageKeys.Groups, group => group.Id, CatalogJson.Default.Group, cancellationToken);

    /// <summary>Every template.</summary>
    public Task<IReadOnlyDictionary<Guid, Template>> GetTemplatesAsync(CancellationToken cancellationToken) =>
        GetAsync(StorageKeys.Templates, template => template.Id, CatalogJson.Default.Template, cancellationToken);

    /// <summary>The template versions of some ids; one that there is none of is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, TemplateVersion>> FindTemplateVersionsAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<Guid, TemplateVersion>();
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = VersionReads, CancellationToken = cancellationToken },
            async (id, cancel) =>
            {
                if (await FindAsync(StorageKeys.TemplateVersions, id, CatalogJson.Default.TemplateVersion, cancel) is { } version)
                {
                    found[id] = version;
                }
            });
        return found;
    }

    private async Task<Dictionary<Guid, TableEntity>> ReadUsersAsync(Dictionary<Guid, UserUpdate[]>.KeyCollection users, CancellationToken cancellationToken)
    {
        if (users.Count > PointReads)
        {
            return await ReadRowsAsync(StorageKeys.Users, cancellationToken);
        }

        var rows = new Dictionary<Guid, TableEntity>();
        var reads = users.Select(user => _table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.Users, StorageKeys.Id(user), cancellationToken: cancellationToken));
        foreach (var row in (await Task.WhenAll(reads)).Where(row => row.HasValue))
        {
            rows.Add(Guid.ParseExact(row.Value!.RowKey, "N"), row.Value);
        }

        return rows;
    }

    private async Task<Dictionary<Guid, TableEntity>> ReadRowsAsync(string partition, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<Guid, TableEntity>();
        await foreach (var row in Rows(partition, cancellationToken))
        {
            rows.Add(Guid.ParseExact(row.RowKey, "N"), row);
        }

        return rows;
    }

    // Null for none.
    private static TableTransactionAction? ChangeOf(IEnumerable<Template> said, TableEntity? row)
    {
        var template = said.Aggregate(row is null ? null : TableRows.Of(row, CatalogJson.Default.Template), (known, next) => next.After(known))!;
        var entity = TableRows.ToEntity(StorageKeys.Templates, StorageKeys.Id(template.Id), template, CatalogJson.Default.Template);
        return row is null ? new(TableTransactionActionType.Add, entity)
            : EntityBytes.Of(row).AsSpan().SequenceEqual(EntityBytes.Of(entity)) ? null
            : new(TableTransactionActionType.UpdateReplace, entity, row.ETag);
    }

    private async Task PutAsync<T>(
        string partition, IEnumerable<T> items, Func<T, Guid> id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var rows = items.Select(item => TableRows.ToEntity(partition, StorageKeys.Id(id(item)), item, type)).ToArray();
        await TableRows.UpsertAsync(_table, rows, cancellationToken);
        NoteWrites(rows.Length);
    }

    // Whoever keeps what was read reads it again after a write: not after one of nothing.
    private void NoteWrites(int count)
    {
        if (count > 0)
        {
            Interlocked.Increment(ref _writes);
        }
    }

    private async Task<T?> FindAsync<T>(string partition, Guid id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(partition, StorageKeys.Id(id), cancellationToken: cancellationToken);
        return row.HasValue ? TableRows.Of(row.Value!, type) : null;
    }

    private async Task<IReadOnlyDictionary<Guid, T>> GetAsync<T>(
        string partition, Func<T, Guid> id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var items = new Dictionary<Guid, T>();
        await foreach (var row in Rows(partition, cancellationToken))
        {
            var item = TableRows.Of(row, type);
            items.Add(id(item), item);
        }

        return items;
    }

    private AsyncPageable<TableEntity> Rows(string partition, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken);
}
