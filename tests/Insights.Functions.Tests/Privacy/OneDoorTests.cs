using System.Reflection;
using Insights.Functions.Access;
using Insights.Functions.Insights;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A report cannot go round the door, and where people are named the door is open.</summary>
public sealed class OneDoorTests(StorageEmulator emulator)
{
    private static readonly string[] Reporting = ["Insights", "Metrics", "Dashboard", "OpenApi", "Export", "Notices"];

    [Fact]
    public void The_decision_to_name_people_is_made_at_the_door_alone()
    {
        var decision = Assert.Single(typeof(NamedPeople).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(NamedPeople)));
        Assert.Equal(typeof(PrivacyDoor), decision.DeclaringType);
        Assert.True(decision.IsNestedPrivate);
    }

    [Theory]
    [InlineData(typeof(UsageStore), typeof(StoredDays))]
    [InlineData(typeof(UsageTable), null)]
    [InlineData(typeof(UsageCache), null)]
    [InlineData(typeof(UserDirectory), null)]
    public void What_tells_of_people_is_read_by_one_reader(Type source, Type? reader) =>
        Assert.Equal(reader is null ? [] : [reader.Name], UsersOf(source));

    [Theory]
    [InlineData(typeof(BuildTable), "BuildHistory,BuildReader")]
    [InlineData(typeof(BuildHistory), "BuildHistory,BuildReader,InsightsApiServices")]
    [InlineData(typeof(CatalogTable), "AppCache,CatalogCache,VersionCache")]
    [InlineData(typeof(StoredDays), "InsightsApiServices,OwnDataFunction,PersonalUsage,ReportTags,StoredDays,UsageReader")]
    public void Builds_and_users_are_read_by_those_who_ask_for_the_decision(Type source, string readers) =>
        Assert.Equal(readers.Split(',').Intersect(UsersOf(source)), UsersOf(source));

    [Fact]
    public void What_leaves_the_service_by_itself_is_read_through_the_same_door()
    {
        var readers = UsersOf(typeof(UsageReader));
        Assert.All((string[])["DayFiles", "WeekDigest", "UsageAlerts", "LiveMetrics"], reader => Assert.Contains(reader, readers));
        Assert.Equal([], UsersOf(typeof(NamedPeople)).Intersect(["DayFiles", "WeekDigest", "UsageAlerts"]));
    }

    [Fact]
    public void Every_way_to_users_builds_and_kept_months_takes_the_decision()
    {
        Type[] readers = [typeof(BuildReader), typeof(Functions.Insights.Trends.KeptMonths)];
        MethodInfo[] ways =
        [
            .. readers.SelectMany(reader => reader.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(method => !method.IsPrivate && method.ReturnType.IsAssignableTo(typeof(Task))),
            typeof(CatalogCache).GetMethod("GetUsersAsync", BindingFlags.Instance | BindingFlags.NonPublic)!,
            typeof(UsageReader).GetMethod("ReadNamedAsync", BindingFlags.Instance | BindingFlags.NonPublic)!,
        ];
        Assert.True(ways.Length >= 8, $"Only {ways.Length} ways were found.");
        Assert.All(ways, way => Assert.Contains(way.GetParameters(), parameter => parameter.ParameterType == typeof(NamedPeople)));
    }

    [Fact]
    public void Stored_days_are_seen_with_the_decision_or_made_safe_and_in_no_third_way()
    {
        var ways = typeof(StoredDays).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(method => !method.IsPrivate).ToArray();
        Assert.True(ways.Length >= 6, $"Only {ways.Length} ways were found.");
        Assert.All(ways, way => Assert.Contains(way.GetParameters(), parameter => parameter.ParameterType == typeof(NamedPeople) || parameter.ParameterType == typeof(PrivateUsage)));
        Assert.All(typeof(PersonalUsage).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(method => !method.IsPrivate), way =>
            Assert.Contains(way.GetParameters(), parameter => parameter.ParameterType == typeof(NamedPeople)));
    }

    [Fact]
    public async Task Where_people_are_named_the_door_costs_nothing_and_usage_comes_as_it_lies_in_memory()
    {
        await using var app = await InsightsApp.StartAsync(emulator, PrivateApp.Now);
        await app.PostAsync("agent-stats", Stats.Of(PrivateApp.Now.AddDays(-1), user: 1));
        await app.DrainAsync();
        var (reader, store, door) = (app.Services.GetRequiredService<UsageReader>(), app.Services.GetRequiredService<UsageStore>(), app.Services.GetRequiredService<PrivacyDoor>());
        var day = DateOnly.FromDateTime(PrivateApp.Now.UtcDateTime).AddDays(-1);
        var range = new Functions.Reports.ReportRange(HalfHour.FirstOf(day), HalfHour.FirstOf(day.AddDays(1)));
        Guid[] templates = [Stats.Template];
        await InsightsApp.Eventually(async () => (await store.ReadAsync(templates, day, day, TestContext.Current.CancellationToken)).Count == 1);
        var stored = Assert.Single(await store.ReadAsync(templates, day, day, TestContext.Current.CancellationToken));
        Assert.Same(stored.Users, Assert.Single(await reader.ReadAsync(templates, range, UsageFilter.People, TestContext.Current.CancellationToken)).Users);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            Assert.NotNull(await door.FindNamedAsync(templates, TestContext.Current.CancellationToken));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public async Task Below_named_there_is_no_usage_that_the_floor_has_not_seen()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "pseudonymous");
        var reader = app.Services.GetRequiredService<UsageReader>();
        var day = DateOnly.FromDateTime(PrivateApp.Now.UtcDateTime).AddDays(-1);
        var range = new Functions.Reports.ReportRange(HalfHour.FirstOf(day), HalfHour.FirstOf(day.AddDays(1)));
        var read = await reader.ReadAsync([Stats.Template, PrivateApp.TemplateOfFew], range, UsageFilter.People, TestContext.Current.CancellationToken);
        Assert.All(read.SelectMany(part => part.Usage.Users), user => Assert.DoesNotContain(user, Enumerable.Range(1, PrivateApp.Many).Select(Stats.User)));
        Assert.Empty(read.Where(part => part.Template == PrivateApp.TemplateOfFew).SelectMany(part => part.Usage.Users));
        Assert.Equal(PrivateApp.Many, read.Where(part => part.Template == Stats.Template).SelectMany(part => part.Usage.Users).Distinct().Count());
    }

    // Types that the compiler makes for a method count as the type of the method.
    private static string[] UsersOf(Type source) =>
    [
        .. typeof(NamedPeople).Assembly.GetTypes()
            .Where(type => Reporting.Any(room => type.Namespace?.StartsWith($"Insights.Functions.{room}", StringComparison.Ordinal) == true))
            .Where(type => UsedTypes.Of(type).Contains(source))
            .Select(type => Outermost(type).Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
