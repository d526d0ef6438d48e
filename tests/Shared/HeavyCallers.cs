using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Shared;

/// <summary>
/// Callers that send and ask for as much as one may, all at once: bodies of 10,000 stats, sessions that span all that is kept in as many
/// half-hours as a request may have, and reports and exports of all days of all templates.
/// </summary>
/// <param name="http">A client of the service, which may do everything.</param>
/// <param name="today">The current UTC day.</param>
/// <param name="days">How many days before it there is usage of.</param>
internal sealed class HeavyCallers(HttpClient http, DateOnly today, int days)
{
    private const int Posters = 12;
    private const int Sessions = 6;
    private const int Readers = 8;
    private const int Exporters = 2;

    private static readonly string[] Reports = ["templates?interval=day&", "user-activity?", "user-latency?", "overview?"];

    private readonly ConcurrentDictionary<string, int> _answers = new();

    /// <summary>How often there was which answer to what, such as <c>agent-stats 202</c>.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Goes on for a while, and until of each kind something was taken or given: whoever was refused asks again.</summary>
    public async Task RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        var now = DateTimeOffset.UtcNow;
        var stats = Enumerable.Range(0, 3).Select(_ => StatBodies.Of(10_000, now.AddMinutes(-1), random, users: 20_000)).ToArray();
        var sessions = SessionBody(now);
        var end = TimeProvider.System.GetTimestamp() + (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency);
        await Task.WhenAll(
        [
            .. Callers("agent-stats", Posters, call => PostAsync("agent-stats", stats[call % stats.Length])),
            .. Callers("app-stats", Sessions, _ => PostAsync("app-stats", sessions)),
            .. Callers("report", Readers, call => GetAsync("report", $"{Reports[call % Reports.Length]}{Range(call)}")),
            .. Callers("export", Exporters, call => GetAsync("export", $"export?{Range(call)}")),
        ]);

        IEnumerable<Task> Callers(string what, int count, Func<int, Task> call) => Enumerable.Range(0, count).Select(caller => Task.Run(
            async () =>
            {
                for (var calls = caller; TimeProvider.System.GetTimestamp() < end || !HasSucceeded(what); calls += count)
                {
                    await call(calls);
                }
            },
            cancellationToken));

        async Task PostAsync(string route, byte[] body)
        {
            using var content = new ByteArrayContent(body);
            using var answer = await http.PostAsync(new Uri($"/api/v2/ingest/{route}", UriKind.Relative), content, cancellationToken);
            Count(route, answer);
        }

        async Task GetAsync(string what, string report)
        {
            using var answer = await http.GetAsync(
                new Uri($"/api/v2/insights/{report}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
            Count(what, answer);
        }
    }

    private bool HasSucceeded(string what) => _answers.ContainsKey($"{what} 200") || _answers.ContainsKey($"{what} 202");

    // What does not get from the host to a function within seconds, as on a machine that is busy, is answered with a 500 by what lies between
    // them: it has no id of a request, and says nothing of the service.
    private void Count(string what, HttpResponseMessage answer) => _answers.AddOrUpdate(
        answer.Headers.Contains("X-Request-Id") ? $"{what} {(int)answer.StatusCode}" : "not received", 1, (_, count) => count + 1);

    private string Range(int call) => string.Create(
        CultureInfo.InvariantCulture, $"start_time={today.AddDays(-days + (call % 3)):yyyy-MM-dd}T00:00:00Z&end_time={today:yyyy-MM-dd}T00:00:00Z");

    // As many sessions of all that is kept as have no more half-hours than a request may have.
    private static byte[] SessionBody(DateTimeOffset now)
    {
        var (random, kept) = (new Random(2), new UsageOptions().RetentionDays);
        var items = Enumerable.Range(0, 1_000_000 / (kept * HalfHour.PerDay)).Select(_ => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"user_id":"{{Workday.NewId(random)}}","workspace_id":"{{Workday.NewId(random)}}","template_id":"{{Workday.NewId(new Random(3))}}","access_method":"path",
            "slug_or_port":"code","session_started_at":"{{now.AddDays(1 - kept):yyyy-MM-ddTHH:mm:ss}}Z","session_ended_at":"{{now:yyyy-MM-ddTHH:mm:ss}}Z"}
            """));
        return Encoding.UTF8.GetBytes($$"""{"stats":[{{string.Join(',', items)}}]}""");
    }
}
