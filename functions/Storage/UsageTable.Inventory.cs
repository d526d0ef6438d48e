using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <content>What the table holds in all.</content>
public sealed partial class UsageTable
{
    /// <summary>What the whole table holds, by its keys and sizes.</summary>
    /// <param name="firstDay">The first day that is to have people; null where all are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<UsageInventory> TakeInventoryAsync(DateOnly? firstDay, CancellationToken cancellationToken)
    {
        var kinds = UsageRow.Kinds.ToDictionary(kind => kind, _ => (Rows: 0, Bytes: 0L));
        var partitions = new HashSet<string>();
        var withPeople = new HashSet<string>();
        var (leftOut, lastLeftOut) = (new HashSet<string>(), (DateOnly?)null);
        var (oldest, first, last) = ((HalfHour?)null, (DateOnly?)null, (DateOnly?)null);
        var rows = _table.QueryAsync<TableEntity>(
            select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), EntityBytes.LengthColumn, UsageRow.NamesLeftOutColumn],
            cancellationToken: cancellationToken);
        await foreach (var entity in rows)
        {
            var row = new UsageRow(entity);
            var (_, day) = StorageKeys.ParseUsagePartition(entity.PartitionKey);
            var (count, bytes) = kinds[row.Kind];
            kinds[row.Kind] = (count + 1, bytes + (entity.GetInt32(EntityBytes.LengthColumn) ?? 0));
            partitions.Add(entity.PartitionKey);
            if (day < firstDay && !row.IsTallied)
            {
                withPeople.Add(entity.PartitionKey);
            }

            first = first < day ? first : day;
            last = last > day ? last : day;
            if (entity.GetBoolean(UsageRow.NamesLeftOutColumn) == true)
            {
                leftOut.Add(entity.PartitionKey);
                lastLeftOut = lastLeftOut > day ? lastLeftOut : day;
            }

            if (row.IsDelta)
            {
                var halfHour = new HalfHour(HalfHour.FirstOf(day).Number + (row.HalfHourOfDay ?? 0));
                oldest = oldest < halfHour ? oldest : halfHour;
            }
        }

        return new UsageInventory(partitions.Count, kinds, oldest, first, last, leftOut.Count, lastLeftOut, withPeople.Count);
    }

    private static string FilterOf(Guid template, DateOnly day, bool withSealed)
    {
        var partition = StorageKeys.UsagePartition(template, day);
        return withSealed
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {StorageKeys.SealedRows}");
    }
}
