using Azure.Data.Tables;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Shared;

/// <summary>Much usage of the past, put into the tables as sealed days.</summary>
internal static class HeavyHistory
{
    /// <summary>Stores the days before a UTC day, of some templates that each have their own users.</summary>
    public static async Task<IReadOnlyList<Guid>> StoreAsync(
        string storage, DateOnly today, int days, int templates, int users, CancellationToken cancellationToken)
    {
        var tables = new TableServiceClient(storage);
        foreach (var name in StorageNames.Tables)
        {
            await tables.CreateTableIfNotExistsAsync(name, cancellationToken);
        }

        var random = new Random(1);
        var ids = Enumerable.Range(0, templates).Select(_ => Workday.NewId(random)).ToArray();
        var people = Enumerable.Range(0, users).Select(_ => Workday.NewId(random)).ToArray();
        var index = new UsageIndex(tables, TimeProvider.System);
        using var starts = new UsageStarts(tables, index, TimeProvider.System);
        await starts.AddAsync(ids.Select(id => (id, HalfHour.FirstOf(today.AddDays(-days)))), cancellationToken);
        await index.AddTemplatesAsync(ids, cancellationToken);
        var table = tables.GetTableClient(StorageNames.UsageTable);
        for (var back = 1; back <= days; back++)
        {
            var day = today.AddDays(-back);
            var bytes = SegmentCodec.EncodeCompressed(Workday.Settled(people, day, random));
            var key = StorageKeys.Sealed(new RowGeneration(back, 1), 0);
            await Parallel.ForEachAsync(
                ids,
                new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
                async (id, cancel) => await table.UpsertEntityAsync(
                    UsageRow.Merged(StorageKeys.UsagePartition(id, day), new MergedRow(key, bytes, Late: null)), TableUpdateMode.Replace, cancel));
        }

        return ids;
    }
}
