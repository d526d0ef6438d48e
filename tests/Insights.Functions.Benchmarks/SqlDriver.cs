using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Storage;
using Insights.Local.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// The three reports beside PostgreSQL: the same usage in both, on the same machine in one run, asked for in the states that a history
/// goes through after it was posted. The queries are our own (<see cref="UsageInSql"/>), and every figure is compared.
/// </summary>
internal static class SqlDriver
{
    private const int Days = 90;
    private const int Templates = 10;
    private const int UsersPerTemplate = 100;
    private const int PerRequest = 5000;
    private const int Clients = 4;
    private const int Repetitions = 3;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var postgres = await PostgresProcess.StartAsync(cancellationToken);
        await using var database = NpgsqlDataSource.Create($"{postgres.ConnectionTo(PostgresProcess.Administrator, PostgresProcess.Administrator)};Command Timeout=600");
        await using var service = await LocalService.StartAsync(cancellationToken);
        var workdays = new CountedWorkdays(Templates, UsersPerTemplate);
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var days = Enumerable.Range(2, Days).Select(back => today.AddDays(-back)).Order().ToArray();
        var sql = new UsageInSql(database);
        var rows = await sql.FillAsync(workdays, days, cancellationToken);
        var end = new DateTimeOffset(today.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);
        Question[] questions =
        [
            .. from range in new[] { 30, Days }
               from template in (Guid?[])[null, workdays.Users.Keys.First()]
               select new Question(end.AddDays(-range), end, template),
        ];
        foreach (var question in questions)
        {
            question.Expected = await sql.ReportsAsync(question.Start, question.End, question.Template, cancellationToken);
            question.Sql = await BestAsync(1, () => sql.ReportsAsync(question.Start, question.End, question.Template, cancellationToken));
        }

        await WarmAsync(service, questions, cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        await PostAsync(service, workdays, days, cancellationToken);
        table.Row($"{rows:N0} buckets of {Days} days, {Templates} templates, {Templates * UsersPerTemplate:N0} users, in both", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s to post");
        await CompareAsync(table, service, "just imported", questions, cancellationToken);

        begin = Stopwatch.GetTimestamp();
        await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
        service.Clock.Now += TimeSpan.FromMinutes(76);
        await service.FoldAsync(cancellationToken);
        table.Row("until all of it is sealed", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        await CompareAsync(table, service, "sealed", questions, cancellationToken);
    }

    // An instance that has answered reports before, as the database has answered queries: there is nothing to report on yet.
    private static async Task WarmAsync(LocalService service, Question[] questions, CancellationToken cancellationToken)
    {
        foreach (var report in questions.SelectMany(question => question.Reports))
        {
            await service.Http.GetByteArrayAsync(new Uri(report, UriKind.Relative), cancellationToken);
        }
    }

    private static async Task CompareAsync(
        BenchmarkTable table, LocalService service, string state, IEnumerable<Question> questions, CancellationToken cancellationToken)
    {
        var cache = service.Services.GetRequiredService<UsageCache>();
        foreach (var question in questions)
        {
            cache.Clear();
            question.Expected!.MustBe(await AskAsync());
            var first = await BestAsync(Repetitions, async () =>
            {
                cache.Clear();
                await FetchAsync();
            });
            var later = await BestAsync(Repetitions, FetchAsync);
            var what = $"{(question.End - question.Start).TotalDays} days, {(question.Template is null ? "all templates" : "one template")}, {state}";
            table.Row($"{what}: SQL {question.Sql:N0} ms, nothing cached {first:N0} ms, cached {later:N0} ms", $"{question.Sql / first:0} x, {question.Sql / later:0} x", state == "sealed" ? ">= 20 x, >= 50 x" : ">= 20 x");

            async Task<ReportFigures> AskAsync()
            {
                var answers = new List<JsonElement>();
                foreach (var report in question.Reports)
                {
                    answers.Add(await service.GetAsync(report, cancellationToken));
                }

                return ReportFigures.Of(answers[0], answers[1], answers[2]);
            }

            async Task FetchAsync()
            {
                foreach (var report in question.Reports)
                {
                    await service.Http.GetByteArrayAsync(new Uri(report, UriKind.Relative), cancellationToken);
                }
            }
        }
    }

    private static async Task<double> BestAsync(int repetitions, Func<Task> run)
    {
        var best = double.MaxValue;
        for (var i = 0; i < repetitions; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return best;
    }

    private static async Task PostAsync(LocalService service, CountedWorkdays workdays, IEnumerable<DateOnly> days, CancellationToken cancellationToken)
    {
        var random = new Random(3);
        var builds = workdays.Users.Keys.Select(template => new JsonObject
        {
            ["id"] = Tests.Shared.Workday.NewId(random),
            ["workspace_id"] = Tests.Shared.Workday.NewId(random),
            ["workspace_name"] = "benchmark",
            ["owner_id"] = Tests.Shared.Workday.NewId(random),
            ["template_id"] = template,
            ["template_version_id"] = Tests.Shared.Workday.NewId(random),
            ["build_number"] = 1,
            ["created_at"] = service.Clock.Now.AddDays(-1).ToString("O"),
            ["parameters"] = new JsonArray(),
            ["agents"] = new JsonArray(new JsonObject
            {
                ["id"] = Tests.Shared.Workday.NewId(random),
                ["name"] = "main",
                ["apps"] = new JsonArray([.. CountedWorkdays.Apps.Select(app => new JsonObject { ["slug"] = app, ["display_name"] = app, ["icon"] = "" })]),
            }),
        });
        await service.PostAsync(
            "workspace-builds", JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["builds"] = new JsonArray([.. builds]) }), cancellationToken);
        await Parallel.ForEachAsync(
            days.SelectMany(day => workdays.Of(day).Chunk(PerRequest)),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (buckets, cancel) => await service.PostAsync("usage-buckets", BodyOf(buckets), cancel));
        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
    }

    private static byte[] BodyOf(CountedWorkdays.Bucket[] buckets) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        buckets = buckets.Select(bucket => new
        {
            start_time = bucket.HalfHour.Start,
            template_id = bucket.Template,
            user_id = bucket.User,
            usage_mins = bucket.Minutes,
            session_app_mins = bucket.Sessions,
            app_usage_mins = bucket.Apps,
            median_latency_ms = bucket.Median,
        }),
    });

    /// <summary>What is asked of both.</summary>
    private sealed class Question(DateTimeOffset start, DateTimeOffset end, Guid? template)
    {
        public DateTimeOffset Start => start;

        public DateTimeOffset End => end;

        public Guid? Template => template;

        public ReportFigures? Expected { get; set; }

        /// <summary>How long the queries take, in milliseconds.</summary>
        public double Sql { get; set; }

        public IEnumerable<string> Reports
        {
            get
            {
                var range = $"start_time={start:yyyy-MM-dd}T00:00:00Z&end_time={end:yyyy-MM-dd}T00:00:00Z{(template is { } one ? $"&template_ids={one}" : "")}";
                return [$"/api/v2/insights/templates?{range}&interval=day", $"/api/v2/insights/user-activity?{range}", $"/api/v2/insights/user-latency?{range}"];
            }
        }
    }
}
