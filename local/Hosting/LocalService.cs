using DevelopmentHost;
using Insights.Coder;
using Insights.Local.Azurite;
using Insights.Local.Coder;

namespace Insights.Local.Hosting;

/// <summary>The service on one machine: storage, a token, the development host with the app in it, and the demo where it is asked for.</summary>
/// <param name="console">Where the address, the token and the demo's progress are printed.</param>
/// <param name="errors">Where failures are printed.</param>
/// <param name="clock">The clock of the greeting and the demo.</param>
internal sealed class LocalService(TextWriter console, TextWriter errors, TimeProvider clock)
{
    private const string StorageSetting = "AzureWebJobsStorage";
    private const string BootstrapWarning = "AzureFunctionsJobHost:logging:logLevel:Insights.Functions.Access.BootstrapWarning";
    private const string CoderSection = "Insights:Coder:";

    // Azure's host has ten minutes. Here a run that was killed is started again by somebody who waits to see its messages.
    private static readonly TimeSpan MessageLease = TimeSpan.FromSeconds(10);

    /// <summary>Runs until it is stopped, or the worker has crashed too often.</summary>
    /// <returns>The exit code: 0, or 1 for a failure, or 2 for a wrong command line.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken stopping)
    {
        try
        {
            await RunAsync(CommandLine.Parse(args), stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (LocalRuntimeException failure)
        {
            await (failure.ExitCode == 0 ? console : errors).WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (HostStartException failure)
        {
            await errors.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task<string?> TokenOfAsync(string? file, CancellationToken cancellationToken) => file is null
        ? null
        : await TokenFile.ReadAsync(new FileInfo(file), (message, cause) => cause is null ? new LocalRuntimeException(message) : new LocalRuntimeException(message, cause), cancellationToken);

    private async Task RunAsync(CommandLine options, CancellationToken stopping)
    {
        var app = options.App ?? throw new LocalRuntimeException($"There is no app to run: give its folder with --app DIR, or run it as below.\n\n{CommandLine.Usage}", 2);
        options.CheckPortIsFree();
        var configured = FunctionsHost.ReadSettings(new() { ApplicationDirectory = app });
        var data = options.Data == CommandLine.InMemory
            ? null
            : Path.GetFullPath(options.Data ?? Path.Combine(AzuriteInstallation.Root ?? Directory.GetCurrentDirectory(), ".azurite"));
        var storage = options.Storage ?? configured[StorageSetting];
        await using var azurite = string.IsNullOrEmpty(storage)
            ? await AzuriteProcess.StartAsync(new() { DataDirectory = data, Log = console }, stopping)
            : null;
        var token = options.Token ?? configured[BootstrapToken.Setting];
        var generated = string.IsNullOrEmpty(token) ? BootstrapToken.LoadOrCreate(data) : null;
        token = generated?.Value ?? token!;

        var settings = new Dictionary<string, string?>
        {
            [StorageSetting] = azurite?.ConnectionString() ?? storage,
            [BootstrapToken.Setting] = token,

            // A token that was made here is no setting that somebody might forget.
            [BootstrapWarning] = generated is null ? null : "Error",
        };
        await using var demoCoder = options.DemoCoder ? await DemoCoder.StartAsync(clock, console, stopping) : null;
        foreach (var (name, value) in new[]
        {
            ("Database", options.Coder ?? demoCoder?.Reader), ("Url", options.CoderUrl), ("Token", options.CoderToken ?? await TokenOfAsync(options.CoderTokenFile, stopping)),
        })
        {
            if (value is not null)
            {
                settings[CoderSection + name] = value;
            }
        }

        await using var host = await FunctionsHost.StartAsync(
            new()
            {
                ApplicationDirectory = Path.GetFullPath(app),
                Url = options.Urls.ToString(),
                MessageLease = MessageLease,
                Settings = settings,
            },
            stopping);
        var greeting = new Greeting(console, host.Address, generated, clock);
        await greeting.WriteAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var demo = options.Demo
            ? DemoFeed.RunAsync(host.Address, token, greeting, console, errors, clock, ending.Token)
            : Task.CompletedTask;
        var work = demoCoder?.GoOnAsync(ending.Token) ?? Task.CompletedTask;
        var progress = options.FollowsCoder ? HistoryWatch.RunAsync(host.Address, token, clock, ending.Token) : Task.CompletedTask;
        try
        {
            await host.Failed.WaitAsync(stopping);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(demo, work, progress);
        }
    }
}
