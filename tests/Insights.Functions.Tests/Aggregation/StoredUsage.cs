using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Insights.Functions.Aggregation;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>One worker's view of the storage of an account: its own caches and its own faults, the same tables as the others'.</summary>
internal sealed class StoredUsage : IDisposable
{
    public static readonly AggregationOptions Options = new();

    private readonly UsageCache _cache;

    public StoredUsage(string storage, ManualClock clock)
    {
        (Storage, Clock) = (storage, clock);
        var options = new TableClientOptions();
        options.AddPolicy(Faults, HttpPipelinePosition.PerCall);
        Tables = new TableServiceClient(storage, options);
        Index = new UsageIndex(Tables, clock);
        Starts = new UsageStarts(Tables, Index, clock);
        Erasures = new ErasureTable(Tables, clock);
        Queues = new MaintenanceQueues(new QueueServiceClient(storage));
        _cache = new UsageCache(Index, clock, Microsoft.Extensions.Options.Options.Create(new StorageOptions()), Microsoft.Extensions.Options.Options.Create(new UsageOptions()));
        Table = new UsageTable(Tables, Index, Starts, _cache, clock);
        Reports = new ReportAdmission(Microsoft.Extensions.Options.Options.Create(new StorageOptions()));
        Store = new UsageStore(Table, _cache, Erasures, Reports);
        Folder = new UsageFolder(
            Table, Index, Erasures, clock, Reports, Microsoft.Extensions.Options.Options.Create(Options), NullLogger<UsageFolder>.Instance);
        Importer = new UsageImporter(
            Table, Index, Erasures, clock, PeopleBy(new(), new()), NullLogger<UsageImporter>.Instance);
    }

    /// <summary>The connection string of the account.</summary>
    public string Storage { get; }

    public FaultPolicy Faults { get; } = new();

    public ManualClock Clock { get; }

    public TableServiceClient Tables { get; }

    public UsageIndex Index { get; }

    public UsageStarts Starts { get; }

    public UsageTable Table { get; }

    public ErasureTable Erasures { get; }

    public MaintenanceQueues Queues { get; }

    public ReportAdmission Reports { get; }

    public UsageStore Store { get; }

    public UsageFolder Folder { get; }

    public UsageImporter Importer { get; }

    public UsageCache Cache => _cache;

    /// <summary>What keeps months, by settings of its own.</summary>
    public MonthKeeper MonthsBy(UsageOptions options, PrivacyOptions? privacy = null)
    {
        var (catalog, apps) = (new CatalogTable(Tables, Clock), new AppTable(Tables));
        return new(
            new MonthTable(Tables), Store, Index, Starts, catalog, apps, PeopleBy(options, privacy ?? new()), Clock, Of(options), Of(privacy ?? new()), NullLogger<MonthKeeper>.Instance);
    }

    /// <summary>For how long people are kept, by settings of its own.</summary>
    public PersonRetention PeopleBy(UsageOptions options, PrivacyOptions privacy) => new(Of(privacy), Of(options), Clock);

    /// <summary>What puts counts in the place of people, by settings of its own.</summary>
    public UsageTallier TallierBy(PrivacyOptions privacy, int maxLength = UsageRow.MaxLength, long maxDayLength = UsageFolder.MaxPassLength) =>
        new(Table, Index, Erasures, new DayCrowd(Of(privacy)), Reports, Clock, NullLogger<UsageTallier>.Instance) { MaxLength = maxLength, MaxDayLength = maxDayLength };

    /// <summary>What deletes what is too old, by settings of its own.</summary>
    public PurgeFunction PurgeBy(UsageOptions options, PrivacyOptions? privacy = null)
    {
        var (months, settings) = (new MonthTable(Tables), privacy ?? new());
        var people = PeopleBy(options, settings);
        return new(
            Table,
            Starts,
            new BuildTable(Tables, Index),
            new AppTable(Tables),
            months,
            new TallyPass(Table, Index, Starts, new CatalogTable(Tables, Clock), TallierBy(settings), people, Of(settings), NullLogger<TallyPass>.Instance),
            people,
            Queues,
            Clock,
            Of(options));
    }

    private static Microsoft.Extensions.Options.IOptions<T> Of<T>(T options)
        where T : class => Microsoft.Extensions.Options.Options.Create(options);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task CreateAsync()
    {
        foreach (var name in StorageNames.Tables)
        {
            await Tables.CreateTableIfNotExistsAsync(name, Cancel);
        }
    }

    public Task AppendAsync(params IReadOnlyList<UsageMessage> messages) => Table.AppendAsync(messages, Cancel);

    /// <summary>What a report reads of one partition.</summary>
    public async Task<UsageSegment> ReadAsync(Guid template, DateOnly day)
    {
        var days = await Store.ReadAsync([template], day, day, Cancel);
        return days.Count == 0 ? UsageSegment.Empty : Assert.Single(days).Usage;
    }

    public Task<IReadOnlyList<UsageRow>> RowsAsync(Guid template, DateOnly day) => Table.ReadRowsAsync(template, day, withSealed: true, Cancel);

    /// <summary>Makes a pass that may settle.</summary>
    public Task FoldAsync(Guid template, DateOnly day) => Folder.FoldAsync(new FoldMessage(template, day, NoImportAt: Clock.Now), Cancel);

    /// <summary>Makes a pass that crashes at a call to storage, unless it is done before.</summary>
    public async Task<bool> FoldAndCrashAsync(Guid template, DateOnly day, int call, bool afterSending)
    {
        Faults.CrashAt(call, afterSending);
        try
        {
            await FoldAsync(template, day);
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
        finally
        {
            Faults.Heal();
        }
    }

    public void Dispose()
    {
        _cache.Dispose();
        Folder.Dispose();
    }
}
