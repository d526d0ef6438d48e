using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

public sealed class SealedSizeTests(StorageEmulator emulator)
{
    private const int EntityLimit = 1024 * 1024;
    private static readonly DateOnly Day = new(2026, 10, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sealed_day_of_100_users_is_one_row_of_at_most_200_bytes_a_user()
    {
        using var worker = await StartAsync();
        var random = new Random(1);
        var segment = Workday.Settled(Enumerable.Range(0, 100).Select(_ => Workday.NewId(random)), Day, random);
        await AppendAndSealAsync(worker, segment);

        var row = Assert.Single(await worker.RowsAsync(UsageGen.Template, Day));
        var keys = 2 * (StorageKeys.UsagePartition(UsageGen.Template, Day).Length + row.Key.Length);
        Assert.InRange((row.Bytes.Length + keys + 100) / 100, 1, 200);
    }

    [Fact]
    public async Task Twenty_thousand_users_of_a_template_in_a_day_are_cut_into_rows_that_merge_again()
    {
        using var worker = await StartAsync();
        var random = new Random(2);
        var segment = Workday.Settled(Enumerable.Range(0, 20_000).Select(_ => Workday.NewId(random)), Day, random);
        await AssertStoredInPiecesAsync(worker, segment);
    }

    [Fact]
    public async Task Users_with_64_apps_of_the_most_and_longest_slugs_that_a_day_has_are_cut_into_rows_that_merge_again()
    {
        using var worker = await StartAsync();
        var random = new Random(3);
        var slugs = Enumerable.Range(0, 1000)
            .Select(_ => string.Concat(Enumerable.Range(0, 128).Select(_ => char.ConvertFromUtf32(random.Next(0x10000, 0x1F000))))).ToArray();
        var builder = new UsageSegmentBuilder();
        for (var user = 0; user < 1500; user++)
        {
            var id = Workday.NewId(random);
            foreach (var slug in random.GetItems(slugs, 64))
            {
                builder.AddApp(id, new HalfHour(HalfHour.FirstOf(Day).Number + random.Next(48)), slug, new MinuteMask((uint)random.Next(1, 1 << 30)));
            }
        }

        await AssertStoredInPiecesAsync(worker, builder.Build());
    }

    [Fact]
    public void One_bucket_that_is_too_large_is_cut_as_well()
    {
        var builder = new UsageSegmentBuilder();
        var user = Guid.NewGuid();
        for (var app = 0; app < 1000; app++)
        {
            builder.AddApp(user, new HalfHour(988_000), $"{app}{new string('x', 250)}", MinuteMask.Full);
        }

        for (var agent = 0; agent < 50_000; agent++)
        {
            builder.AddSample(user, new HalfHour(988_000), Guid.NewGuid(), agent, 1 + agent);
        }

        builder.AddSession(user, new HalfHour(988_000), "ssh", MinuteMask.Full);
        builder.AddConnection(user, new HalfHour(988_000));
        var segment = builder.Build();
        var pieces = SegmentEdits.EncodeInPieces(segment, 600 * 1024, SegmentCodec.Encode).ToArray();
        Assert.InRange(pieces.Length, 2, 4);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 600 * 1024));
        Assert.Equal(SegmentCodec.Encode(segment), SegmentCodec.Encode(UsageSegment.Merge([.. pieces.Select(piece => SegmentCodec.Decode(piece))])));
    }

    private static async Task AssertStoredInPiecesAsync(StoredUsage worker, UsageSegment segment)
    {
        await AppendAndSealAsync(worker, segment);
        var rows = await worker.RowsAsync(UsageGen.Template, Day);
        Assert.True(rows.Count > 1);
        Assert.All(rows, row => Assert.True(row.IsSealed && row.Bytes.Length < EntityLimit * 3 / 4));
        Assert.Equal(SegmentCodec.Encode(segment), SegmentCodec.Encode(await worker.ReadAsync(UsageGen.Template, Day)));
    }

    // Too much for messages by far: the rows are made as the appender makes them, in pieces below an entity's limit.
    private static async Task AppendAndSealAsync(StoredUsage worker, UsageSegment segment)
    {
        await worker.Index.AddTemplatesAsync([UsageGen.Template], Cancel);
        await worker.Index.TouchAsync([(UsageGen.Template, Day)], Cancel);
        var table = worker.Tables.GetTableClient(StorageNames.UsageTable);
        foreach (var bytes in SegmentEdits.EncodeInPieces(segment, 600 * 1024, SegmentCodec.Encode))
        {
            var key = StorageKeys.Delta(HalfHour.FirstOf(Day), Guid.NewGuid());
            await table.AddEntityAsync(EntityBytes.ToEntity(StorageKeys.UsagePartition(UsageGen.Template, Day), key, bytes), Cancel);
        }

        worker.Clock.Now += TimeSpan.FromDays(2);
        await worker.FoldAsync(UsageGen.Template, Day);
    }

    private async Task<StoredUsage> StartAsync()
    {
        var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(HalfHour.FirstOf(Day).Start.AddHours(20)));
        await worker.CreateAsync();
        return worker;
    }
}
