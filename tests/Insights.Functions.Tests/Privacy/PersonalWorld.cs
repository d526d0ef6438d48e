using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;

namespace Insights.Functions.Tests.Privacy;

/// <summary>
/// Random people, what they did, and what a careless sender says of them besides: everything that is personal is of a form that is found
/// wherever it is.
/// </summary>
internal sealed class PersonalWorld
{
    public static readonly DateTimeOffset Now = new(2026, 10, 7, 12, 0, 0, TimeSpan.Zero);

    private const int People = 9;

    private readonly Random _random;
    private readonly string[] _words;

    public PersonalWorld(int seed)
    {
        _random = new Random(seed);
        _words = [.. Enumerable.Range(0, People).Select(_ => "q" + Convert.ToHexStringLower(BitConverter.GetBytes(_random.NextInt64())))];
    }

    /// <summary>What is to be found in the catalog alone.</summary>
    public IEnumerable<string> Names => _words.SelectMany(word => new[] { Username(word), Fullname(word), Picture(word) });

    /// <summary>What is to be found where builds are alone.</summary>
    public IEnumerable<string> Choices => _words.SelectMany(word => new[] { Workspace(word), Home(word) });

    /// <summary>What is to be found nowhere.</summary>
    public IEnumerable<string> Never => _words.SelectMany(word => new[] { Mail(word), Browser(word), SessionId(word).ToString("D"), SessionId(word).ToString("N") })
        .Concat(Enumerable.Range(0, People).Select(Address))
        .Concat([":17.219", ":43.871", "17.2190000", "43.8710000"]);

    /// <summary>The ids of the people, which logs and telemetry do not have.</summary>
    public static IEnumerable<string> Ids => Enumerable.Range(0, People).SelectMany(number => new[] { Stats.User(number + 1).ToString("D"), Stats.User(number + 1).ToString("N") });

    /// <summary>Mail addresses and what else somebody may ask with.</summary>
    public IEnumerable<(string Mail, string Address, string Browser, string Name)> Requesters =>
        _words.Select((word, number) => (Mail(word), Address(number), Browser(word), Fullname(word)));

    public JsonObject Catalog() => new()
    {
        ["templates"] = new JsonArray(new JsonObject { ["id"] = Stats.Template, ["name"] = "docker", ["created_by_name"] = Mail(_words[0]) }),
        ["users"] = new JsonArray([.. _words.Select((word, number) => new JsonObject
        {
            ["id"] = Stats.User(number + 1),
            ["username"] = Username(word),
            ["name"] = Fullname(word),
            ["avatar_url"] = Picture(word),
            ["oidc_subject"] = $"subject-{number}",
            ["email"] = Mail(word),
            ["last_seen_ip"] = Address(number),
            ["login"] = new JsonObject { ["user_agent"] = Browser(word) },
        })]),
    };

    public JsonObject Builds() => new()
    {
        ["builds"] = new JsonArray([.. _words.Select((word, number) => new JsonObject
        {
            ["id"] = Stats.User(100 + number),
            ["workspace_id"] = Stats.User(200 + number),
            ["workspace_name"] = Workspace(word),
            ["owner_id"] = Stats.User(number + 1),
            ["owner_email"] = Mail(word),
            ["template_id"] = Stats.Template,
            ["template_version_id"] = Stats.User(300),
            ["build_number"] = 1,
            ["transition"] = "start",
            ["created_at"] = Text(Day(1)),
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "home", ["value"] = Home(word) }),
            ["agents"] = new JsonArray(new JsonObject
            {
                ["id"] = Stats.User(number + 1),
                ["name"] = "main",
                ["apps"] = new JsonArray(new JsonObject { ["slug"] = "code-server", ["display_name"] = "code-server", ["owner"] = Mail(word) }),
            }),
            ["error"] = $"{Mail(word)} may not",
        })]),
    };

    public JsonObject AgentStats() => new()
    {
        ["stats"] = new JsonArray([.. Enumerable.Range(0, 40 + _random.Next(40)).Select(_ =>
        {
            var number = _random.Next(People);
            var stat = Stats.Of(Day(_random.Next(1, 4)).AddMinutes(_random.Next(1440)), number + 1)["stats"]![0]!.DeepClone();
            stat["connection_ip"] = Address(number);
            stat["user_email"] = Mail(_words[number]);
            return stat;
        })]),
    };

    /// <summary>Sessions whose ids, and whose times to the millisecond, are told.</summary>
    public JsonObject AppStats() => new()
    {
        ["stats"] = new JsonArray([.. _words.Select((word, number) =>
        {
            var begin = Day(_random.Next(1, 4)).AddMinutes(_random.Next(1200)).AddSeconds(17.219);
            return new JsonObject
            {
                ["user_id"] = Stats.User(number + 1),
                ["workspace_id"] = Stats.User(200 + number),
                ["template_id"] = Stats.Template,
                ["agent_id"] = Stats.User(number + 1),
                ["session_id"] = SessionId(word),
                ["access_method"] = "path",
                ["slug_or_port"] = "code-server",
                ["session_started_at"] = Text(begin),
                ["session_ended_at"] = Text(begin.AddMinutes(_random.Next(1, 90)).AddSeconds(26.652)),
                ["requests"] = 3,
                ["ip"] = Address(number),
                ["user_agent"] = Browser(word),
            };
        })]),
    };

    /// <summary>A stat whose fields are all of them something else, and personal.</summary>
    public JsonObject Wrong() => new()
    {
        ["stats"] = new JsonArray(new JsonObject { ["user_id"] = Mail(_words[1]), ["template_id"] = Fullname(_words[2]), ["created_at"] = Address(3) }),
    };

    private static DateTimeOffset Day(int ago) => new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-ago);

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static string Username(string word) => word;

    private static string Fullname(string word) => $"Fulle{word[1..]} Surname";

    private static string Picture(string word) => $"https://pictures.example/{word[1..]}.png";

    private static string Workspace(string word) => $"place-{word[1..]}";

    private static string Home(string word) => $"/srv/{word[1..]}";

    private static string Mail(string word) => $"m{word[1..]}@mail.example";

    private static string Browser(string word) => $"Navigator/{word[1..]}";

    private static string Address(int number) => $"203.0.113.{number + 101}";

    private static Guid SessionId(string word) => Guid.ParseExact(word[1..] + word[1..], "N");
}
