using System.Globalization;
using System.Text;
using CsCheck;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>What is read of agent stats in one pass over the bytes, against the plain way, in every good and bad body.</summary>
public sealed class AgentStatsTests
{
    private static readonly EventTime Bounds = new(CollectingApp.Now, TimeSpan.FromDays(180));

    private static readonly string[] Ids =
    [
        .. Enumerable.Range(1, 6).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"00000000-0000-4000-8000-{number:000000000000}\"")),
        "\"AAAAAAAA-0000-4000-8000-00000000000A\"", "\"\\u0030000000-0000-4000-8000-000000000001\"",
    ];

    private static readonly string[] BadIds = ["\"x\"", "5", "null", "\"\"", "\"00000000000040008000000000000001\"", "[[1],{}]", "\"00000000-0000-4000-8000-00000000000ü\""];

    private static readonly string[] Times =
    [
        "\"2026-11-05T14:00:00Z\"", "\"2026-11-05T13:59:59.999999999Z\"", "\"2026-11-05t15:10:00.5+01:00\"", "\"2026-11-05T14:00:00\\u005A\"", "null",
        $"\"2026-11-05T14:00:00.{new string('1', 100)}Z\"",
    ];

    private static readonly string[] BadTimes = ["\"2026-11-05\"", "1762352400", "{}", "\"2020-01-01T00:00:00Z\"", "\"2026-11-05T15:00:00Z\"", "\"ü\"", $"\"{new string('ü', 200)}\""];

    private static readonly string[] Counts = ["0", "1", "-1", "3", "9223372036854775807", "null"];

    private static readonly string[] BadCounts = ["1.5", "\"1\"", "true", "[]", "9223372036854775808", "1e0"];

    private static readonly string[] Latencies = ["12", "0", "-1", "0.1", "3.4e38", "1e-400", "57.25", "null"];

    private static readonly string[] BadLatencies = ["\"12\"", "1e39", "1e400", "false", "{\"a\":[1]}"];

    private static readonly string[] Names =
        ["ssh", "vscode", "VS Code", "\\u0053SH", " ", "", "jetbrains", "Ünï-çode", new string('x', 64), new string('y', 70), "\\ud83d\\ude00"];

    private static readonly string[] BadNames = [new string('z', 1025), new string('ü', 1100)];

    [Fact]
    public void A_body_is_read_as_the_plain_way_reads_it() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue]).Sample((wrong, seed) => Same(Encoding.UTF8.GetBytes(Body(new Random(seed), wrong))), iter: 4000);

    [Fact]
    public void A_body_that_is_cut_off_or_spoilt_is_told_as_the_plain_way_tells_it() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double.Unit, Gen.Byte, Gen.Bool).Sample(
            (seed, at, with, cut) =>
            {
                var body = Encoding.UTF8.GetBytes(Body(new Random(seed), wrong: 1));
                var place = (int)(at * body.Length);
                body[place] = with;
                return Same(cut ? body[..place] : body);
            },
            iter: 4000);

    [Theory]
    [InlineData("""{"stats":[5],"stats":[]}""")]
    [InlineData("""{"stats":[],"stats":[5,null,[1],"x"]}""")]
    [InlineData("""{"st\u0061ts":[{}]}""")]
    [InlineData("""{"stats":{"a":[]},"x":1}""")]
    [InlineData("""{"other":[{"stats":[]}]}""")]
    [InlineData("""[{"stats":[]}]""")]
    [InlineData("""[{"stats":[]}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"stats":[{"session_counts":{"\ud800":1}}]""")]
    [InlineData("")]
    public void So_are_these(string body) => Assert.True(Same(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Names_beyond_64_of_a_report_are_one()
    {
        var names = string.Join(',', Enumerable.Range(0, 70).Select(number => $"\"app-{number}\":1"));
        Assert.True(Same(Encoding.UTF8.GetBytes($$"""{"stats":[{{Stat(new Random(1), 0, $"{{{names}}}")}}]}""")));
    }

    [Fact]
    public void Ten_thousand_are_read_and_one_more_are_too_many()
    {
        foreach (var count in (int[])[10_000, 10_001])
        {
            var random = new Random(count);
            var stats = string.Join(',', Enumerable.Range(0, count).Select(_ => Stat(random, wrong: 0)));
            Assert.True(Same(Encoding.UTF8.GetBytes($$"""{"stats":[{{stats}}]}""")));
        }
    }

    private static bool Same(byte[] body) => Told(() => Packed.Of(ReferenceAgentStats.Read(body, Bounds))) == Told(() => UsagePacker.Pack(AgentStats.Read(body, Bounds)));

    private static string Told(Func<IEnumerable<UsageMessage>> read)
    {
        try
        {
            return string.Join('\n', read().SelectMany(message => message.Parts).Select(part => $"{part.Template} {part.HalfHour} {Convert.ToHexString(part.Segment.Span)}"));
        }
        catch (ApiException e)
        {
            return $"{e.StatusCode} {e.Error.Message} {e.Error.Detail}\n{string.Join('\n', e.Error.Validations ?? [])}";
        }
    }

    private static string Body(Random random, int wrong)
    {
        var stats = string.Join(random.Next(4) == 0 ? " ,\n" : ",", Enumerable.Range(0, random.Next(wrong > 3 ? 120 : 6)).Select(_ => Stat(random, wrong)));
        return $"{{{(random.Next(3) == 0 ? "\"first\":{\"stats\":[7]}," : "")}\"stats\":[{stats}]{(random.Next(3) == 0 ? ",\"last\":null" : "")}}}";
    }

    // wrong: how many in twenty values are.
    private static string Stat(Random random, int wrong, string? sessions = null)
    {
        if (random.Next(100) < wrong)
        {
            return Pick(["5", "null", "[{}]", "\"x\"", "{}"]);
        }

        var fields = new List<string>();
        foreach (var id in (string[])["user_id", "agent_id", "workspace_id", "template_id"])
        {
            Add(id, Value(Ids, BadIds), always: true);
        }

        Add("created_at", Value(Times, BadTimes));
        Add("connection_count", Value(Counts, BadCounts));
        Add("connection_median_latency_ms", Value(Latencies, BadLatencies));
        Add("session_counts", sessions ?? Sessions(), always: sessions is not null);
        foreach (var app in (string[])["vscode", "jetbrains", "reconnecting_pty", "ssh"])
        {
            if (random.Next(6) == 0)
            {
                Add($"session_count_{app}", Value(Counts, BadCounts));
            }
        }

        if (random.Next(4) == 0)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields));
            fields.Insert(0, "\"of_the_future\":{\"user_id\":[{}]}");
        }

        // A field that is there twice.
        return $"{{{string.Join(',', random.Next(10) == 0 && fields.Count > 0 ? [.. fields, fields[random.Next(fields.Count)], $"\"user_id\":{Value(Ids, BadIds)}"] : fields)}}}";

        void Add(string name, string value, bool always = false)
        {
            if (always ? random.Next(100) >= wrong : random.Next(5) > 0)
            {
                fields.Add($"\"{(random.Next(30) == 0 ? name.Replace("_", "\\u005f", StringComparison.Ordinal) : name)}\"{(random.Next(20) == 0 ? " : " : ":")}{value}");
            }
        }

        string Value(string[] good, string[] bad) => Pick(random.Next(20) < wrong ? bad : good);

        string Pick(string[] values) => values[random.Next(values.Length)];

        string Sessions() => random.Next(20) < wrong
            ? Pick(["[]", "5", "\"ssh\"", $"{{\"{Pick(BadNames)}\":1}}", $"{{\"{Pick(Names)}\":{Pick(BadCounts)},\"ssh\":{{\"a\":1}}}}"])
            : $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(Names)}\":{Pick(Counts)}"))}}}";
    }
}
