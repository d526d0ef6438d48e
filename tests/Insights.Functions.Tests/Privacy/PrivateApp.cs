using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A service at a level, with the usage of people whose names are found wherever they are shown.</summary>
internal static class PrivateApp
{
    public const string Period = "start_time=2026-10-05T00:00:00Z&end_time=2026-10-07T00:00:00Z";

    /// <summary>How many use the template of many: one more than the floor. Two use that of few.</summary>
    public const int Many = 6;

    public const string Key = "the key of the tests, which nobody knows";

    public static readonly DateTimeOffset Now = new(2026, 10, 7, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid TemplateOfFew = new("70000000-0000-0000-0000-000000000002");
    public static readonly Guid Organization = new("60000000-0000-0000-0000-000000000001");
    public static readonly Guid Group = new("50000000-0000-0000-0000-000000000001");

    public static string Username(int user) => $"username{user}ofsomebody";

    public static string PersonName(int user) => $"Person{user} Surname";

    public static string Picture(int user) => $"https://pictures.example/face{user}.png";

    /// <summary>What must not be found in an answer: whatever leads to a person.</summary>
    public static IEnumerable<string> Secrets { get; } =
    [
        .. Enumerable.Range(1, Many).SelectMany(user => new[] { Username(user), PersonName(user), Picture(user), $"subject{user}", Stats.User(user).ToString() }),
    ];

    /// <summary>Which of them an answer has.</summary>
    public static IEnumerable<string> SecretsIn(string text) => Secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));

    public static async Task<InsightsApp> StartAsync(StorageEmulator emulator, string level, IReadOnlyDictionary<string, string?>? settings = null, string? storage = null)
    {
        var given = new Dictionary<string, string?>
        {
            ["Insights:Privacy:Level"] = level,
            ["Insights:Privacy:KnownDays"] = "0",
            ["Insights:Privacy:Key"] = Key,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            given[name] = value;
        }

        var app = await InsightsApp.StartAsync(emulator, Now, storage, given);
        await app.PostAsync("catalog", Catalog());
        await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray([.. Enumerable.Range(1, Many).Select(Build)]) });
        await app.PostAsync("agent-stats", new JsonObject { ["stats"] = new JsonArray([.. Enumerable.Range(1, Many).SelectMany(StatsOf)]) });
        await app.DrainAsync();
        return app;
    }

    /// <summary>An answer, whatever it is.</summary>
    public static async Task<(int Status, string Text, string Privacy)> AskAsync(InsightsApp app, HttpMethod method, string path, HttpContent? content = null)
    {
        using var response = await app.SendAsync(method, path, content);
        var privacy = response.Headers.TryGetValues("Insights-Privacy", out var values) ? string.Join(',', values) : "";
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), privacy);
    }

    /// <summary>A minute in each of two half-hours of two days, and of the first two people one with the other template.</summary>
    private static IEnumerable<JsonNode> StatsOf(int user)
    {
        for (var day = 5; day <= 6; day++)
        {
            yield return Stat(user, Stats.Template, new DateTimeOffset(2026, 10, day, 9, user, 0, TimeSpan.Zero));
            yield return Stat(user, Stats.Template, new DateTimeOffset(2026, 10, day, 14, user, 0, TimeSpan.Zero));
            if (user <= 2)
            {
                yield return Stat(user, TemplateOfFew, new DateTimeOffset(2026, 10, day, 11, user, 0, TimeSpan.Zero));
            }
        }
    }

    private static JsonNode Stat(int user, Guid template, DateTimeOffset at) => Stats.Of(at, user, template)["stats"]![0]!.DeepClone();

    private static JsonObject Catalog() => new()
    {
        ["organizations"] = new JsonArray(new JsonObject { ["id"] = Organization, ["name"] = "acme" }),
        ["templates"] = new JsonArray(
            new JsonObject { ["id"] = Stats.Template, ["name"] = "many", ["organization_id"] = Organization },
            new JsonObject { ["id"] = TemplateOfFew, ["name"] = "few", ["organization_id"] = Organization }),
        ["users"] = new JsonArray(
        [
            .. Enumerable.Range(1, Many).Select(user => new JsonObject
            {
                ["id"] = Stats.User(user),
                ["username"] = Username(user),
                ["name"] = PersonName(user),
                ["avatar_url"] = Picture(user),
                ["oidc_subject"] = $"subject{user}",
                ["status"] = user == 1 ? "dormant" : "active",
                ["created_at"] = "2026-09-01T00:00:00Z",
                ["organization_ids"] = new JsonArray(Organization),
            }),
        ]),
        ["groups"] = new JsonArray(new JsonObject
        {
            ["id"] = Group,
            ["name"] = "one",
            ["organization_id"] = Organization,
            ["members"] = new JsonArray(Stats.User(3)),
        }),
    };

    private static JsonNode Build(int user) => Build(user, "2026-10-05T08:00:00Z");

    /// <summary>The build of somebody's workspace.</summary>
    public static JsonNode Build(int user, string createdAt) => new JsonObject
    {
        ["id"] = Stats.User(100 + user),
        ["workspace_id"] = Stats.User(200 + user),
        ["workspace_name"] = string.Create(CultureInfo.InvariantCulture, $"workspace-of-{Username(user)}"),
        ["owner_id"] = Stats.User(user),
        ["template_id"] = Stats.Template,
        ["template_version_id"] = Stats.User(300),
        ["build_number"] = 1,
        ["transition"] = "start",
        ["created_at"] = createdAt,
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "home", ["value"] = $"/home/{Username(user)}" }),
    };
}
