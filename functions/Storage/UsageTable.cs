using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>The usage rows: a partition for each template and UTC day, whose rows are segments that readers merge.</summary>
public sealed partial class UsageTable(TableServiceClient tables, UsageIndex index, UsageStarts starts, UsageCache cache, TimeProvider clock)
{
    private readonly TableClient _table = tables.GetTableClient(StorageNames.UsageTable);

    /// <summary>
    /// Stores messages: one row for each partition and half-hour of theirs, or for each partition of an old day. The row of one message is keyed
    /// by its id and that of several by all of theirs, so that storing the same again writes the same rows; storing some of them again adds a row
    /// that holds nothing new. Nothing is read. Rows of one partition go in transactions. Returns the partitions of which this process had not
    /// said lately that it writes to them.
    /// </summary>
    public async Task<IReadOnlyList<(Guid Template, DateOnly Day)>> AppendAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var now = clock.GetUtcNow();
        var appended = messages.SelectMany(message => message.Parts, (message, part) => (Message: message.Id, Part: part)).ToArray();

        // The index first: a row that the index does not lead to would be invisible, or never folded.
        await IntroduceAsync([.. appended.Select(one => (one.Part.Template, one.Part.HalfHour))], cancellationToken);
        var touched = await index.TouchAsync(appended.Select(one => (one.Part.Template, one.Part.HalfHour.Day)), cancellationToken);
        await TableRows.UpsertAsync(
            _table,
            appended.GroupBy(one => (one.Part.Template, one.Part.HalfHour.Day)).SelectMany(parts => new DeltaRows(parts.Key.Template, parts.Key.Day, now).Of([.. parts])),
            cancellationToken);
        cache.Wrote(appended.Select(one => (one.Part.Template, one.Part.HalfHour.Day)).Distinct());
        return touched;
    }

    /// <summary>Makes sure that the index leads to templates, and knows since when they have usage, before there are rows of it.</summary>
    internal async Task IntroduceAsync(IReadOnlyCollection<(Guid Template, HalfHour HalfHour)> usage, CancellationToken cancellationToken)
    {
        await starts.AddAsync(usage, cancellationToken);
        await index.AddTemplatesAsync(usage.Select(part => part.Template), cancellationToken);
    }

    /// <summary>
    /// Puts merged segments in the place of the rows they were made from: writes them under new keys and then deletes those, in one
    /// transaction where it fits, so that a crash leaves both, which merge to the same. False when another worker was faster and the
    /// partition is to be read again.
    /// </summary>
    internal async Task<bool> TryReplaceAsync(
        Guid template, DateOnly day, IReadOnlyCollection<UsageRow> replaced, IReadOnlyCollection<MergedRow> merged, CancellationToken cancellationToken)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        var writes = merged.Select(row => UsageRow.Merged(partition, row)).ToList();
        var deletes = replaced.Select(row => row.Key).ToArray();
        if (TableRows.FitTransaction(writes, deletes))
        {
            if (!await TableRows.TryReplaceAllAsync(_table, writes, partition, deletes, cancellationToken))
            {
                return false;
            }
        }
        else
        {
            await TableRows.UpsertAsync(_table, writes, cancellationToken);
            await TableRows.DeleteAsync(_table, partition, deletes, cancellationToken);
        }

        cache.Wrote([(template, day)]);
        return true;
    }

    /// <summary>All rows of a partition, or those that are not sealed, in order of their keys.</summary>
    internal Task<IReadOnlyList<UsageRow>> ReadRowsAsync(Guid template, DateOnly day, bool withSealed, CancellationToken cancellationToken) =>
        ReadRowsAsync(FilterOf(template, day, withSealed), cancellationToken);

    /// <summary>
    /// The same, but not more of them than have a number of bytes together when they are not compressed, one at least; and whether these
    /// are all.
    /// </summary>
    internal Task<(IReadOnlyList<UsageRow> Rows, bool AreAll)> ReadRowsAsync(
        Guid template, DateOnly day, bool withSealed, long maxLength, CancellationToken cancellationToken) =>
        ReadRowsAsync(FilterOf(template, day, withSealed), maxLength, cancellationToken);

    private async Task<(IReadOnlyList<UsageRow> Rows, bool AreAll)> ReadRowsAsync(string filter, long maxLength, CancellationToken cancellationToken)
    {
        var (rows, length) = (new List<UsageRow>(), 0L);
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var next = new UsageRow(row);
            length += next.RawLength;
            if (length > maxLength && rows.Count > 0)
            {
                return (rows, false);
            }

            rows.Add(next);
        }

        return (rows, true);
    }

    /// <summary>The sealed rows of a partition, in order of their keys, and the tally that stands in the place of all; null for none.</summary>
    internal async Task<(IReadOnlyList<UsageRow> Rows, StandingTally? Tally)> ReadSealedRowsAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.UsagePartition(template, day)} and RowKey ge {StorageKeys.SealedRows}"), cancellationToken);
        return ([.. rows.Where(row => row.IsSealed)], StandingTally.Of(rows.Select(row => row.Key)));
    }

    /// <summary>The keys of a partition, in order.</summary>
    internal async Task<IReadOnlyList<string>> ReadKeysAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        await foreach (var (_, keys) in ScanKeysAsync(template, day, day, cancellationToken))
        {
            return keys;
        }

        return [];
    }

    /// <summary>Deletes rows of a partition.</summary>
    internal async Task DeleteAsync(Guid template, DateOnly day, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        await TableRows.DeleteAsync(_table, StorageKeys.UsagePartition(template, day), keys, cancellationToken);
        cache.Wrote([(template, day)]);
    }

    /// <summary>Deletes the partitions of a template before a UTC day.</summary>
    internal Task DeleteBeforeAsync(Guid template, DateOnly day, CancellationToken cancellationToken) =>
        TableRows.DeleteRangeAsync(
            _table, StorageKeys.UsagePartition(template, DateOnly.MinValue), StorageKeys.UsagePartition(template, day), cancellationToken);

    /// <summary>
    /// The rows of a partition from one key to another, both included, in order of their keys, within a bound as <see cref="ReadRowsAsync(Guid, DateOnly, bool, long, CancellationToken)"/> has it.
    /// </summary>
    internal Task<(IReadOnlyList<UsageRow> Rows, bool AreAll)> ReadRowsAsync(
        Guid template, DateOnly day, string first, string last, long maxLength, CancellationToken cancellationToken) => ReadRowsAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.UsagePartition(template, day)} and RowKey ge {first} and RowKey le {last}"),
        maxLength,
        cancellationToken);

    /// <summary>The rows of a partition behind a key, all from an empty one on, within such a bound.</summary>
    internal Task<(IReadOnlyList<UsageRow> Rows, bool AreAll)> ReadRowsBehindAsync(
        Guid template, DateOnly day, string key, long maxLength, CancellationToken cancellationToken) => ReadRowsAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {StorageKeys.UsagePartition(template, day)} and RowKey gt {key}"), maxLength, cancellationToken);

    private async Task<IReadOnlyList<UsageRow>> ReadRowsAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = new List<UsageRow>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(new UsageRow(row));
        }

        return rows;
    }
}
