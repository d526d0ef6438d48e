using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// Days of working people as they are long after: sealed. Every template has users of its own and five of the next one's; at weekends a
/// tenth of them works.
/// </summary>
/// <param name="Days">How many days, until yesterday.</param>
/// <param name="Users">The users of each template.</param>
internal sealed record SealedHistory(int Days, IReadOnlyDictionary<Guid, Guid[]> Users)
{
    private const int Shared = 5;
    private const int Weekend = 10;

    public static SealedHistory Of(int days, int templates, int users, Random random)
    {
        var own = Enumerable.Range(0, templates).Select(_ => Enumerable.Range(0, users / templates).Select(_ => Workday.NewId(random)).ToArray()).ToArray();
        return new SealedHistory(
            days, own.Index().ToDictionary(template => Workday.NewId(random), template => (Guid[])[.. template.Item, .. own[(template.Index + 1) % templates].Take(Shared)]));
    }

    /// <summary>Stores all of it; the buckets that there are then.</summary>
    public async Task<long> StoreAsync(LocalService service, bool withWeekends, CancellationToken cancellationToken)
    {
        var usage = service.Services.GetRequiredService<UsageTable>();
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var names = Users.Values.SelectMany(users => users).Distinct().Select((user, number) => new Catalog.UserUpdate { Id = user, Username = $"user-{number}" });
        await service.Services.GetRequiredService<CatalogTable>().ApplyAsync([.. names], cancellationToken);
        await usage.IntroduceAsync([.. Users.Keys.Select(template => (template, HalfHour.FirstOf(today.AddDays(-Days))))], cancellationToken);
        var buckets = 0L;
        await Parallel.ForEachAsync(
            from back in Enumerable.Range(1, Days) from template in Users select (Day: today.AddDays(-back), template.Key, template.Value),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (one, cancel) =>
            {
                var random = new Random(HashCode.Combine(one.Day.DayNumber, one.Key));
                var isWeekend = withWeekends && one.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                var segment = Workday.Settled(one.Value.Where(_ => !isWeekend || random.Next(Weekend) == 0), one.Day, random);
                var builder = new UsageSegmentBuilder();
                builder.Add(segment, (_, bucket) => new HalfHour(segment.HalfHours[bucket]).Day == one.Day ? BucketParts.All : BucketParts.None);
                segment = builder.Build();
                var key = StorageKeys.Sealed(RowGeneration.After([], service.Clock.Now), piece: 0);
                await usage.TryReplaceAsync(one.Key, one.Day, [], [new MergedRow(key, SegmentCodec.EncodeCompressed(segment), Late: null)], cancel);
                Interlocked.Add(ref buckets, segment.BucketCount);
            });
        return buckets;
    }
}
