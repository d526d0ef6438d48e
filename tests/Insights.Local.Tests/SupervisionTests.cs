using DevelopmentHost;
using DevelopmentHost.Workers;

namespace Insights.Local.Tests;

/// <summary>What becomes of a worker that crashes.</summary>
public sealed class SupervisionTests(Storage storage)
{
    [Fact]
    public async Task A_worker_that_crashed_is_started_again_and_requests_wait_for_it()
    {
        var launcher = new CrashingLauncher();
        await using var app = await TestApp.StartAsync(
            storage.Connection, ["Named"], host: options => Under(launcher, options) with { RestartPause = TimeSpan.FromMilliseconds(1) });
        Assert.Equal("Named GET", await app.Http.GetStringAsync("/api/named"));

        await launcher.CrashAsync();

        Assert.Equal("Named GET", await app.Http.GetStringAsync("/api/named"));
        await Eventually.TrueAsync(() => launcher.Started == 2);
    }

    [Fact]
    public async Task A_worker_that_crashes_too_often_is_given_up()
    {
        var launcher = new CrashingLauncher();
        await using var app = await TestApp.StartAsync(
            storage.Connection,
            ["Named"],
            host: options => Under(launcher, options) with { RestartPause = TimeSpan.FromMilliseconds(1), CrashesBorne = 2 });
        for (var crash = 1; crash <= 3; crash++)
        {
            await launcher.CrashAsync();
        }

        var error = await Assert.ThrowsAsync<HostStartException>(() => Eventually.WithinAsync(app.Failed));

        Assert.StartsWith("The worker has crashed 3 times; what it wrote before says why. The last time: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("a crash of the tests", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, launcher.Started);
    }

    [Fact]
    public async Task The_pause_before_a_restart_doubles()
    {
        var clock = new FakeClock(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var launcher = new CrashingLauncher();
        await using var app = await TestApp.StartAsync(
            storage.Connection, ["Named"], host: options => Under(launcher, options) with { Clock = clock, RestartPause = TimeSpan.FromSeconds(10) });

        // Each pause is up to a fifth shorter or longer.
        foreach (var (tooShort, enough) in new[] { (7, 5), (15, 9), (31, 17) })
        {
            var started = launcher.Started;
            await launcher.CrashAsync();
            await Eventually.TrueAsync(() => clock.Waiting == 1);
            clock.Advance(TimeSpan.FromSeconds(tooShort));
            Assert.Equal((started, 1), (launcher.Started, clock.Waiting));
            clock.Advance(TimeSpan.FromSeconds(enough));
            await Eventually.TrueAsync(() => launcher.Started == started + 1);
        }
    }

    [Theory]
    [InlineData("{}", "Is that folder a functions app, built or published?")]
    [InlineData("""{"description": {"defaultExecutablePath": "no-such-program"}}""", "The worker ")]
    [InlineData("""{"description": {"defaultExecutablePath": "dotnet", "defaultWorkerPath": "absent.dll"}}""", "The worker ended while it started (exit code ")]
    public async Task An_app_that_cannot_be_started_is_told_and_the_command_fails(string config, string problem)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "worker.config.json"), config);
        using var errors = new StringWriter();

        var exitCode = await new Hosting.LocalService(TextWriter.Null, errors, TimeProvider.System).RunAsync(
            ["--app", directory.Path, "--urls", "http://127.0.0.1:0", "--storage", storage.Connection, "--token", "secret"], CancellationToken.None);

        Assert.Equal(1, exitCode);
        Assert.Contains(problem, errors.ToString(), StringComparison.Ordinal);
    }

    private static FunctionsHostOptions Under(CrashingLauncher launcher, FunctionsHostOptions options)
    {
        launcher.Inner = options.Launcher;
        return options with { Launcher = launcher };
    }

    /// <summary>Starts workers that end when a test says so.</summary>
    private sealed class CrashingLauncher : IWorkerLauncher
    {
        private TaskCompletionSource<Crashing> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IWorkerLauncher Inner { get; set; } = null!;

        public int Started { get; private set; }

        public async Task<IWorker> LaunchAsync(WorkerStart start, CancellationToken cancellationToken)
        {
            var worker = new Crashing(await Inner.LaunchAsync(start, cancellationToken));
            Started++;
            _last.SetResult(worker);
            return worker;
        }

        /// <summary>Crashes the worker that was started last, once it is there.</summary>
        public async Task CrashAsync()
        {
            var worker = await Eventually.WithinAsync(_last.Task);
            _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
            worker.Crash();
        }
    }

    private sealed class Crashing(IWorker inner) : IWorker
    {
        private readonly TaskCompletionSource<string> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Ended => _crash.Task;

        public Uri? HttpAddress => inner.HttpAddress;

        public void Crash() => _crash.SetResult("a crash of the tests");

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
