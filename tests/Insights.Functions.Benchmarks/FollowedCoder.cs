using System.Globalization;
using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Functions.Sources;
using Insights.Functions.Storage;
using Insights.Local.Coder;
using Insights.Local.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// What it costs that the app reads a Coder's database by itself: half an hour of work and half an hour of rest are counted, with a poll each
/// minute, and are what a month is made of. The database is a real PostgreSQL.
/// </summary>
internal static class FollowedCoder
{
    private const string Database = "coder";
    private const int Minutes = 30;
    private const int FoldEvery = 10;
    private const int HoursOfMonth = 30 * 24;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        foreach (var agents in new[] { 100, 1000, 10_000 })
        {
            CostsDriver.Print(table, $"{agents:N0} agents, a Coder that the app reads every minute", await MeasureAsync(agents, cancellationToken));
        }
    }

    private static async Task<MonthlyCosts> MeasureAsync(int agents, CancellationToken cancellationToken)
    {
        await using var postgres = await PostgresProcess.StartAsync(cancellationToken);
        await postgres.ExecuteAsync(PostgresProcess.Administrator, $"create database {Database}", cancellationToken);
        await postgres.ExecuteAsync(Database, CoderDdl.Of(Dialect.Names), cancellationToken);
        await postgres.ExecuteAsync(Database, "insert into coder.organizations values (gen_random_uuid(), 'acme', 'Acme', true)", cancellationToken);
        await using var service = await LocalService.StartAsync(cancellationToken);
        await using var database = new CoderDatabase(ConnectionText.Parse($"{postgres.ConnectionTo(Database, PostgresProcess.Administrator)};Search Path={CoderDdl.Schema}"));
        var source = CoderSource.Of(
            database, service.Services.GetRequiredService<DirectSink>(), new SourceOptions(), service.Clock, NullLogger<CoderSource>.Instance);
        service.Clock.Now = new DateTimeOffset(service.Clock.Now.UtcDateTime.Date.AddDays(-3).AddHours(8), TimeSpan.Zero);
        await PollAsync(source, cancellationToken);

        var (busy, busyPolls) = await CountAsync(minute => ReportAsync(postgres, service.Clock.Now, agents, cancellationToken));
        var (idle, idlePolls) = await CountAsync(_ => Task.CompletedTask);
        var night = await CostsDriver.CountAsync(async () =>
        {
            for (var hour = 0; hour < 30; hour++)
            {
                service.Clock.Now += TimeSpan.FromHours(1);
                await service.FoldAsync(cancellationToken);
            }
        });
        const int WorkingHours = MonthlyCosts.WorkingSeconds / 3600;
        var working = CostsDriver.Monthly(busy, WorkingHours * 60 / Minutes);
        var resting = CostsDriver.Monthly(idle, 1) * ((HoursOfMonth - (WorkingHours * MonthlyCosts.WorkingDays)) * 60.0 / Minutes / MonthlyCosts.WorkingDays);
        return working + resting + CostsDriver.Monthly(night, 1) + MonthlyCosts.Timers + Polls(busyPolls, WorkingHours * MonthlyCosts.WorkingDays)
            + Polls(idlePolls, HoursOfMonth - (WorkingHours * MonthlyCosts.WorkingDays));

        async Task<((int Tables, int Queues, IReadOnlyDictionary<string, (int Count, TimeSpan Duration)> Functions) Counted, TimeSpan Polls)> CountAsync(Func<int, Task> work)
        {
            var polls = TimeSpan.Zero;
            var counted = await CostsDriver.CountAsync(async () =>
            {
                for (var minute = 1; minute <= Minutes; minute++)
                {
                    service.Clock.Now += TimeSpan.FromMinutes(1);
                    await work(minute);
                    var started = TimeProvider.System.GetTimestamp();
                    await PollAsync(source, cancellationToken);
                    polls += TimeProvider.System.GetElapsedTime(started);
                    if (minute % FoldEvery == 0)
                    {
                        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
                        await service.FoldAsync(cancellationToken);
                    }
                }
            });
            return (counted, polls / Minutes);
        }
    }

    // The timer runs each minute, for a second at least.
    private static MonthlyCosts Polls(TimeSpan duration, double hours) => new(0, 0, hours * 60, hours * 60 * Math.Max(1, duration.TotalSeconds));

    private static async Task PollAsync(CoderSource source, CancellationToken cancellationToken)
    {
        if (await source.PollAsync(cancellationToken) is { Error: { } error })
        {
            throw new InvalidOperationException(error);
        }
    }

    // Two reports of each agent in the minute before; 10 templates.
    private static Task ReportAsync(PostgresProcess postgres, DateTimeOffset now, int agents, CancellationToken cancellationToken) => postgres.ExecuteAsync(
        Database,
        string.Create(CultureInfo.InvariantCulture, $"""
            insert into coder.workspace_agent_stats (id, created_at, user_id, agent_id, workspace_id, template_id, connection_count, connection_median_latency_ms, session_counts)
            select gen_random_uuid(), timestamptz '{now:O}' - interval '1 minute' * random(), md5('user' || agent)::uuid, md5('agent' || agent)::uuid, md5('workspace' || agent)::uuid,
                md5('template' || agent % 10)::uuid, 1, 20 + agent % 50, jsonb_build_object('vscode', 1)
            from generate_series(1, {agents}) as agent, generate_series(1, 2)
            """),
        cancellationToken);
}
